import { useLayoutEffect } from "react";

/**
 * Keeps the page's title up with what it shows. After a page change, Next adds its title a little later than the page,
 * and `document.title` would make a second one meanwhile.
 */
export function useTitle(title: string): void {
  useLayoutEffect(() => {
    const apply = () => {
      const element = document.head.querySelector("title");
      if (element && element.textContent !== title) element.textContent = title;
    };
    apply();
    const observer = new MutationObserver(apply);
    observer.observe(document.head, { childList: true });
    return () => observer.disconnect();
  }, [title]);
}
