"""What every page knows: the frame around its content."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language

from congso.core.actors import Actor
from congso.foundation.web import first_style, navigation
from congso.foundation.web.accounts import Identity, citizen_name, identity_of

THEMES = ("light", "dark")
THEME_COOKIE = "congso_theme"
SIZES = ("normal", "large", "largest")
"""Sizes of the letters on citizens' pages: 100, 125 and 150 per cent."""
SIZE_COOKIE = "congso_size"
CONTRASTS = ("normal", "high")
CONTRAST_COOKIE = "congso_contrast"
_NOBODY = Actor(account_id=None, name="")


class Shell:
    """The frame of one page; nothing is worked out before a template asks for it."""

    def __init__(self, request: HttpRequest, here: str | None = None, words: str | None = None) -> None:
        self._request, self._here, self._words = request, here, words

    @property
    def here(self) -> str:
        """The address of the page with its question: where the look and the language lead back to."""
        return self._request.get_full_path() if self._here is None else self._here

    @property
    def words(self) -> str:
        """What stands in the search box of the bar."""
        return str(self._request.GET.get("q", "")) if self._words is None else self._words

    @property
    def whole_key(self) -> tuple[object, ...]:
        """Everything that the frame around a page depends on beside the address (``whole.py``)."""
        own = (self.identity, self.menu_key) if self.signed_in else (self.citizen,)
        return (*self.frame_key, *self.look, self.first_visit, *own)

    @property
    def actor(self) -> Actor:
        """Who is at the screen; somebody without rights when nobody has signed in."""
        return getattr(self._request, "actor", None) or _NOBODY

    @property
    def signed_in(self) -> bool:
        """Whether the person has signed in."""
        return self.actor.account_id is not None

    @cached_property
    def identity(self) -> Identity:
        """Name, position and unit for the user menu."""
        return identity_of(self._request)

    @property
    def frame_key(self) -> tuple[object, ...]:
        """What the bar at the top depends on beside the person's identity."""
        return self.province, self.search_url, self.demo, self.signed_in, self.theme

    @property
    def menu_key(self) -> tuple[object, ...]:
        """What the menu depends on: the entries this person may use now, and the one at hand."""
        return navigation.menu_key(self.actor, self._request.path)

    @cached_property
    def citizen(self) -> str:
        """Name of the citizen who has logged in at the portal; empty when nobody has."""
        return citizen_name(self._request)

    @property
    def citizens_frame(self) -> str:
        """The frame around citizens' pages."""
        return str(settings.CONGSO_CITIZENS_FRAME)

    @cached_property
    def sections(self) -> tuple[navigation.NavSection, ...]:
        """The menu of this person."""
        return navigation.menu(self.actor, self._request.path)

    @property
    def search_url(self) -> str:
        """Where the search box sends its words; empty without a search page."""
        return navigation.search_url()

    @property
    def layout(self) -> str:
        """The frame for pages that both officials and citizens meet (errors, account security)."""
        return "staff/page.html" if self.signed_in else "public/page.html"

    @property
    def home_url(self) -> str:
        """Where “home” is: an official's work, the public's first page."""
        return str(settings.LOGIN_REDIRECT_URL) if self.signed_in else "/"

    @property
    def theme(self) -> str:
        """Light or dark, as the person chose."""
        return self._chosen(THEME_COOKIE, THEMES)

    @property
    def text_size(self) -> str:
        """How large a citizen wants the letters."""
        return self._chosen(SIZE_COOKIE, SIZES)

    @property
    def contrast(self) -> str:
        """Usual or high contrast, as a citizen chose."""
        return self._chosen(CONTRAST_COOKIE, CONTRASTS)

    @property
    def look(self) -> tuple[str, str, str, str]:
        """Everything a person may choose about how citizens' pages look."""
        return self.language, self.theme, self.text_size, self.contrast

    @property
    def first_visit(self) -> bool:
        """Whether a citizens' page must bring the style of its first screen (``first_style.py``)."""
        return first_style.is_needed(self._request)

    @property
    def shared_machine(self) -> object | None:
        """The public machine on which the page is shown (unit, addresses, seconds); None elsewhere."""
        return getattr(self._request, "shared_machine", None)

    def _chosen(self, cookie: str, known: tuple[str, ...]) -> str:
        chosen = self._request.COOKIES.get(cookie, "")
        return chosen if chosen in known else known[0]

    @property
    def language(self) -> str:
        """Code of the screen's language."""
        return get_language() or settings.LANGUAGE_CODE

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Codes and names of the languages offered."""
        return [(code, str(name)) for code, name in settings.LANGUAGES]

    @property
    def province(self) -> str:
        """Name of the province."""
        return str(settings.CONGSO_PROVINCE_NAME)

    @property
    def demo(self) -> bool:
        """Whether this is the demonstration, with invented people."""
        return bool(settings.CONGSO_DEMO)


def shell(request: HttpRequest) -> dict[str, object]:
    """The frame of the page, and who acts."""
    frame = Shell(request)
    return {"shell": frame, "actor": getattr(request, "actor", None)}
