"use client";

import { createContext, useContext } from "react";
import { Logo } from "@/components/ui/icon";

/** What a page shows of a gateway beside its slug. */
export interface GatewayFacts {
  slug: string;
  name: string;
}

const Context = createContext<readonly GatewayFacts[]>([]);

/** Hands the gateways to everything below. */
export const Gateways = Context.Provider;

/** A gateway's name as people write it, by its slug. */
export function useGatewayName(): (slug: string) => string {
  const all = useContext(Context);
  return (slug) => all.find((one) => one.slug === slug)?.name ?? slug;
}

/** A gateway's logo and name. */
export function GatewayName({ slug }: { slug: string }) {
  const name = useGatewayName()(slug);
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Logo of={slug} name={name} className="size-4 text-tag" />
      <span className="truncate">{name}</span>
    </span>
  );
}
