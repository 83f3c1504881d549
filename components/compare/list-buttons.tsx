"use client";

import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast-store";
import { MAX_COMPARED } from "@/lib/models/compare-ids";
import { compared, favorites } from "./device-list";

interface ButtonProps {
  id: string;
  name: string;
}

/** Adds a model to the favorites of this device, or removes it. */
export function FavoriteButton({ id, name }: ButtonProps) {
  const on = favorites.useIds().includes(id);
  const press = () => {
    favorites.toggle(id);
    announce(`${name} ${on ? "removed from" : "added to"} favorites`, "favorite");
  };
  return (
    <IconButton
      icon="star"
      label={`Add ${name} to favorites`}
      tip={on ? "Remove from favorites" : "Add to favorites"}
      aria-pressed={on}
      className="needs-script aria-pressed:[&_svg]:fill-current"
      onClick={press}
    />
  );
}

/** Selects a model to compare, or takes it out. */
export function CompareButton({ id, name }: ButtonProps) {
  const on = compared.useIds().includes(id);
  const full = compared.useIds().length >= MAX_COMPARED;
  const press = () => {
    compared.toggle(id);
    if (!on && full) toast(`You can compare up to ${MAX_COMPARED} models`);
    else announce(`${name} ${on ? "removed from" : "added to"} the comparison`, "compare");
  };
  return (
    <Button
      size="sm"
      icon={on ? "check" : "columns-3"}
      aria-pressed={on}
      aria-label={`Compare ${name}`}
      className="needs-script"
      onClick={press}
    >
      {on ? "Selected" : "Compare"}
    </Button>
  );
}
