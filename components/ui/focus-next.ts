/**
 * Before an item of a list is removed: gives the focus to the first control of the item behind it, else of the one
 * before it, else to what is named.
 */
export function focusNext(item: Element | null, otherwise: HTMLElement | null | undefined): void {
  const neighbors = [item?.nextElementSibling, item?.previousElementSibling];
  const target = neighbors.map((neighbor) => neighbor?.querySelector<HTMLElement>("button")).find(Boolean);
  (target ?? otherwise)?.focus();
}
