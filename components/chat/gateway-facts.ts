"use client";

import { createContext, useContext } from "react";

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
