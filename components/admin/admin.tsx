"use client";

import { useEffect, useState } from "react";
import { queryClient } from "@/components/data/query";
import { Board } from "./board";
import { readToken, storeToken } from "./token";
import { TokenForm } from "./token-form";

/** The operator's page: asks for the token, then shows how the server stands. */
export function Admin() {
  const [token, setToken] = useState<string | null>();
  useEffect(() => setToken(readToken()), []);
  const enter = (given: string) => {
    storeToken(given);
    setToken(given);
  };
  const leave = () => {
    storeToken(null);
    queryClient().removeQueries({ queryKey: ["admin"] });
    setToken(null);
  };
  if (token === undefined) return <h1>Operator</h1>;
  if (token === null) return <TokenForm enter={enter} />;
  return <Board token={token} leave={leave} />;
}
