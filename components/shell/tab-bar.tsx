import { Icon } from "@/components/ui/icon";
import { POPOVER } from "@/components/ui/overlay";
import { NavLinks } from "./nav-links";
import { IN_TAB_BAR, PAGES } from "./pages";

const TAB =
  "flex h-15 flex-1 flex-col items-center justify-center gap-0.75 text-tab font-medium text-text-3 aria-[current]:text-text forced-colors:aria-[current]:underline";
const ROW =
  "flex min-h-11 items-center gap-3 rounded-button px-3 text-text-2 active:bg-press aria-[current]:font-medium aria-[current]:text-text";

/** The main pages on a phone: as many tabs as fit, and a menu with the rest. */
export function TabBar() {
  return (
    <div className="tab-bar fixed [body:has([data-bare=all])_&]:hidden inset-x-0 bottom-0 z-30 flex border-t border-line bg-bg px-1.5 pb-[env(safe-area-inset-bottom)] md:hidden print:hidden">
      <nav aria-label="Main" className="flex flex-[4]">
        <NavLinks pages={PAGES.slice(0, IN_TAB_BAR)} link={TAB} icons={20} />
      </nav>
      <button type="button" className={TAB} popoverTarget="more-pages">
        <Icon name="menu" size={20} />
        More
      </button>
      <div
        id="more-pages"
        popover="auto"
        className={`${POPOVER} inset-auto right-2 bottom-[calc(4.25rem+env(safe-area-inset-bottom))] m-0 min-w-52 p-1.5`}
      >
        <nav aria-label="More pages">
          <NavLinks
            pages={[...PAGES.slice(IN_TAB_BAR), { href: "/settings", name: "Settings", icon: "settings" }]}
            link={ROW}
            icons={16}
          />
        </nav>
        <button type="button" data-do="theme" className={`needs-script w-full ${ROW}`}>
          <Icon name="moon" />
          Switch theme
        </button>
      </div>
    </div>
  );
}
