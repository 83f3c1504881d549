/** Scrolls focused links and buttons fully into view, which browsers don't. Returns a cleanup function. */
export function revealFocused(): () => void {
  const reveal = ({ target }: FocusEvent) => {
    if (target instanceof Element && target.matches(":is(a, button):focus-visible"))
      target.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  addEventListener("focusin", reveal);
  return () => removeEventListener("focusin", reveal);
}
