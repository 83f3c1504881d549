import { AccountLink } from "@/components/auth/account-link";
import { Logo } from "./logo";
import { NavLinks } from "./nav-links";
import { Shortcuts } from "./shortcuts";
import { ThemeButton } from "./theme-button";

/** The one line on top of every page. On a phone its links stand in a bar at the bottom: see layout. */
export function Header() {
  return (
    <header className="header">
      <a href="/" className="brand">
        <Logo />
        Gatewayz
      </a>
      <NavLinks label="Main" className="nav" />
      <search aria-label="All models" className="header-search">
        <form action="/models">
          <label className="field">
            <span className="sr-only">Search models</span>
            <input
              id="header-search"
              type="search"
              name="q"
              placeholder="Search models"
              autoComplete="off"
              maxLength={500}
            />
            <kbd className="kbd needs-script">⌘K</kbd>
          </label>
        </form>
      </search>
      <ThemeButton />
      <AccountLink />
      <Shortcuts />
    </header>
  );
}
