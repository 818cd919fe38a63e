"""The addresses of following."""

from django.urls import URLPattern, path

from codeclerk.following import feeds, forms, views

app_name = "following"
urlpatterns: list[URLPattern] = [
    path("", views.mine, name="mine"),
    path("follow/", forms.follow, name="follow"),
    path("follow/rule/", forms.follow_rule, name="follow_rule"),
    path("feeds/", views.feeds, name="feeds"),
    path("touches/", views.touches, name="touches"),
    path("confirm-address/", forms.confirm_address, name="confirm_address"),
    path("addresses/make/", forms.issue_feed_token, name="issue_feed_token"),
    path("addresses/<slug:token>/revoke/", forms.revoke_feed_token, name="revoke_feed_token"),
    path("stop/<str:token>/", views.stop, name="stop"),
    path("news.atom", feeds.news, name="news"),
    path("dates.ics", feeds.dates, name="dates"),
    path("feed.atom", feeds.own_news, name="own_news"),
    path("calendar.ics", feeds.own_dates, name="own_dates"),
    path("<slug:follow>/how-often/", forms.set_digest, name="set_digest"),
    path("<slug:follow>/remove/", forms.unfollow, name="unfollow"),
]
