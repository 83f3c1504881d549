import { AccountLink } from "@/components/auth/account-link";
import { Icon } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { Kbd } from "@/components/ui/tag";
import { Logo } from "./logo";
import { NavLinks } from "./nav-links";
import { PAGES } from "./pages";
import { Shortcuts } from "./shortcuts";
import { ThemeButton } from "./theme-button";

const NAV_LINK =
  "inline-flex min-h-8 items-center rounded-button px-2.5 text-cell font-medium text-text-3 hover:text-text aria-[current]:bg-hover aria-[current]:text-text max-lg:px-2 forced-colors:aria-[current]:underline";
const SEARCH =
  "touch-target ml-auto flex items-center gap-2 rounded-button text-note text-text-3 hover:text-text-2 max-lg:size-8 max-lg:justify-center max-lg:hover:bg-hover lg:h-8.5 lg:w-58 lg:border lg:border-line lg:bg-panel lg:pr-1.5 lg:pl-2.5 lg:hover:border-edge";

/** The header of every page. On phones, its links are in the tab bar. */
export function Header() {
  return (
    <header className="border-b border-line bg-bg print:hidden">
      <div className="page flex h-[calc(var(--header)-1px)] items-center gap-1.5">
        <Link
          href="/"
          className="mr-4 inline-flex min-h-8 items-center gap-2.25 text-chat font-semibold tracking-tight lg:mr-5"
        >
          <Logo />
          Gatewayz
        </Link>
        <nav aria-label="Main" className="flex gap-0.5 max-md:hidden">
          <NavLinks pages={PAGES} link={NAV_LINK} />
        </nav>
        <button type="button" data-open="palette" aria-haspopup="dialog" className={`needs-script ${SEARCH}`}>
          <Icon name="search" />
          <span className="max-lg:sr-only">Search…</span>
          <span className="sr-only">models and pages</span>
          <Kbd className="ml-auto max-lg:hidden">⌘K</Kbd>
        </button>
        <Link href="/models" className={`without-script ${SEARCH}`}>
          <Icon name="search" />
          <span className="max-lg:sr-only">Search models</span>
        </Link>
        <ThemeButton />
        <AccountLink />
      </div>
      <Shortcuts />
    </header>
  );
}
