"""Acts on drafts: sending one, commenting on it, sharing it, raising it, and giving it up."""

from codeclerk.raising.commands.comments import CommentOnDraft
from codeclerk.raising.commands.ends import EraseDraft, WithdrawDraft
from codeclerk.raising.commands.raising import RaiseDraft
from codeclerk.raising.commands.sending import SendDraft
from codeclerk.raising.commands.sharing import ShareDraft, UnshareDraft

__all__ = ["CommentOnDraft", "EraseDraft", "RaiseDraft", "SendDraft", "ShareDraft", "UnshareDraft", "WithdrawDraft"]
