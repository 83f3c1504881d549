/**
 * Scrolls to the whole of each link or button that the keyboard reaches: where a part of its width is in view, browsers
 * leave the rest out of it or below a column that stays. Returns a function that ends this.
 */
export function revealFocused(): () => void {
  const reveal = ({ target }: FocusEvent) => {
    if (target instanceof Element && target.matches(":is(a, button):focus-visible"))
      target.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  addEventListener("focusin", reveal);
  return () => removeEventListener("focusin", reveal);
}
