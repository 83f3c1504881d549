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

export function FavoriteButton({ id, name, framed }: ButtonProps & { framed?: boolean }) {
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
      className={`needs-script aria-pressed:[&_svg]:fill-current ${framed ? "size-8.5 border border-edge shadow-1" : ""}`}
      onClick={press}
    />
  );
}

export function CompareButton({ id, name, size = "sm" }: ButtonProps & { size?: "sm" | "md" }) {
  const on = compared.useIds().includes(id);
  const full = compared.useIds().length >= MAX_COMPARED;
  const press = () => {
    compared.toggle(id);
    if (!on && full) toast(`You can compare up to ${MAX_COMPARED} models`);
    else announce(`${name} ${on ? "removed from" : "added to"} the comparison`, "compare");
  };
  return (
    <Button
      size={size}
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
