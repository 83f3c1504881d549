/**
 * Scrolls each link or button into view that the keyboard reaches: browsers leave partly visible ones cut off, or
 * behind a sticky column. Returns a cleanup function.
 */
export function revealFocused(): () => void {
  const reveal = ({ target }: FocusEvent) => {
    if (target instanceof Element && target.matches(":is(a, button):focus-visible"))
      target.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  addEventListener("focusin", reveal);
  return () => removeEventListener("focusin", reveal);
}
