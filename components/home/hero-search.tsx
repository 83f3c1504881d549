import { Button } from "@/components/ui/button";
import { ChipLink } from "@/components/ui/chip";
import { FIELD_INPUT, fieldBoxClass } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { PageForm } from "@/components/ui/page-form";
import { countOf } from "@/lib/models/format";

const PRESETS: readonly [icon: IconName, name: string, href: string][] = [
  ["wrench", "Cheapest with tools", "/models?ability=tools&price=-free&sort=month"],
  ["brain", "Reasoning", "/models?ability=reasoning"],
  ["eye", "Image input, open weights", "/models?ability=vision&weights=open"],
  ["scroll-text", "1M context under $1", "/models?where=ctx%3E%3D1m,in%3C1"],
  ["gift", "Free", "/models?price=free"],
];

export function HeroSearch({ models }: { models: number }) {
  return (
    <>
      <search aria-label="Models">
        <PageForm action="/models" className={`shadow-2 ${fieldBoxClass("hero")} pr-1.5`}>
          <Icon name="search" size={18} className="text-text-3" />
          <input
            id="page-search"
            type="search"
            name="q"
            aria-label="Search models by name, ID, or author"
            placeholder={models > 0 ? `Search ${countOf(models, "model")}` : "Search models"}
            autoComplete="off"
            maxLength={500}
            className={FIELD_INPUT}
          />
          <Button type="submit" variant="primary" icon="arrow-right">
            Search
          </Button>
        </PageForm>
      </search>
      <ul
        aria-label="Popular searches"
        className="flex flex-wrap gap-2 pt-3.5 max-md:-mx-4 max-md:flex-nowrap max-md:overflow-x-auto max-md:px-4 max-md:py-3.5 max-md:[scrollbar-width:none]"
      >
        {PRESETS.map(([icon, name, href]) => (
          <li key={href}>
            <ChipLink href={href} icon={icon}>
              {name}
            </ChipLink>
          </li>
        ))}
      </ul>
    </>
  );
}
