"""The acts on people and organisations. Importing this package registers them."""

from codeclerk.people.commands.accounts import CloseAccount, OpenAccount
from codeclerk.people.commands.memberships import EndMembership, GiveMembership, StrikeMembership
from codeclerk.people.commands.organisations import (
    AddOrganisation,
    RenameOrganisation,
    SetOrganisationKind,
    SetPartyCategory,
)
from codeclerk.people.commands.persons import ChangeContact, ErasePerson, RegisterPerson, SetOnBehalfOf
from codeclerk.people.commands.published import PublishContact, WithdrawContact
from codeclerk.people.commands.tokens import IssueToken, RevokeToken

__all__ = [
    "AddOrganisation",
    "ChangeContact",
    "CloseAccount",
    "EndMembership",
    "ErasePerson",
    "GiveMembership",
    "IssueToken",
    "OpenAccount",
    "PublishContact",
    "RegisterPerson",
    "RenameOrganisation",
    "RevokeToken",
    "SetOnBehalfOf",
    "SetOrganisationKind",
    "SetPartyCategory",
    "StrikeMembership",
    "WithdrawContact",
]
