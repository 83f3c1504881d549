import { NavLinks } from "./nav-links";
import { BOTTOM_BAR_PAGES, PAGES } from "./pages";

/** The main links of a phone: as many as fit beside each other, and a sheet with the rest. */
export function BottomBar() {
  return (
    <div className="bottom-bar">
      <NavLinks label="Main, at the bottom" className="bottom-nav" pages={PAGES.slice(0, BOTTOM_BAR_PAGES)} />
      <button type="button" className="bottom-more" popoverTarget="more-pages">
        More
      </button>
      <div id="more-pages" popover="auto" className="more-pages">
        <NavLinks
          label="More pages"
          className="more-nav"
          pages={[...PAGES.slice(BOTTOM_BAR_PAGES), ["/settings", "Account"]]}
        />
      </div>
    </div>
  );
}
