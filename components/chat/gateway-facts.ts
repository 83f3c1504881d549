"use client";

import { createContext, useContext } from "react";

export interface GatewayFacts {
  slug: string;
  name: string;
}

const Context = createContext<readonly GatewayFacts[]>([]);

export const Gateways = Context.Provider;

export function useGatewayName(): (slug: string) => string {
  const all = useContext(Context);
  return (slug) => all.find((gateway) => gateway.slug === slug)?.name ?? slug;
}
