"use client";

import { announce } from "@/components/ui/announce";
import { IconLink } from "@/components/ui/icon-button";

export const ADD_MODEL = "add-model";
const CLASS = "remove-model";

/** Removes a model from a comparison; focuses the next one, or the button that adds one. */
export function RemoveLink({ name, href, last }: { name: string; href: string; last: boolean }) {
  const remove = (link: Element) => {
    const links = [...document.querySelectorAll<HTMLElement>(`.${CLASS}`)];
    const index = links.indexOf(link as HTMLElement);
    const next = last ? document.getElementById(ADD_MODEL) : (links[index + 1] ?? links[index - 1]);
    next?.focus();
    announce(`${name} removed from the comparison`, "compare");
  };
  return (
    <IconLink
      size="sm"
      icon="x"
      href={href}
      label={`Remove ${name}`}
      tip="Remove"
      className={CLASS}
      onClick={(event) => remove(event.currentTarget)}
    />
  );
}
