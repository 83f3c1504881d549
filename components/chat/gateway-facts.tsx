"use client";

import { createContext, useContext } from "react";
import { Mark } from "@/components/ui/marks";

/** What a page shows of a gateway beside its slug. */
export interface GatewayFacts {
  slug: string;
  name: string;
  hue: number;
}

const Context = createContext<readonly GatewayFacts[]>([]);

/** Hands the gateways to everything below. */
export const Gateways = Context.Provider;

/** A gateway's name as people write it, by its slug. */
export function useGatewayName(): (slug: string) => string {
  const all = useContext(Context);
  return (slug) => all.find((one) => one.slug === slug)?.name ?? slug;
}

/** A gateway's mark and name. */
export function GatewayName({ slug }: { slug: string }) {
  const found = useContext(Context).find((one) => one.slug === slug);
  return (
    <span className="gateway-name">
      {found && <Mark hue={found.hue} />} {found?.name ?? slug}
    </span>
  );
}
