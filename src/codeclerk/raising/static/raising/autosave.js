// Tells when a draft could not be saved, and saves once more when its page is left. The saving itself is htmx's; without
// any script there is the button.
const form = document.getElementById("draft-form");
let typed = false;
let leaving = false;

function trouble(is) {
  const note = document.querySelector(".draft-trouble");
  if (note) {
    note.hidden = !is;
  }
}

form.addEventListener("input", () => { typed = true; });
form.addEventListener("submit", () => { leaving = true; });
for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  form.addEventListener(name, () => trouble(true));
}
form.addEventListener("htmx:beforeRequest", () => { typed = false; });
window.addEventListener("pagehide", () => {
  if (typed && !leaving) {
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true, headers: { "HX-Request": "true" } });
  }
});
