import { useLayoutEffect } from "react";

/**
 * Keeps the document's title up to date. After a page change, Next adds its <title> later than the page, and setting
 * `document.title` before that would add a second one.
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
