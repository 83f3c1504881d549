"use client";

import { IconButton } from "@/components/ui/icon-button";
import { switchTheme } from "./theme";

export function ThemeButton() {
  return (
    <IconButton icon="moon" label="Switch theme" className="needs-script max-md:hidden" onClick={() => switchTheme()} />
  );
}
