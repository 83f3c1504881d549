"use client";

import { useEffect, useState } from "react";
import { queryClient } from "@/components/data/query";
import { readStored, writeStored } from "@/lib/client/storage";
import { Board } from "./board";
import { TokenForm } from "./token-form";

const TOKEN = "gatewayz_admin_token";

const readToken = (): string | null => readStored(TOKEN, "sessionStorage");

const storeToken = (token: string | null): boolean => writeStored(TOKEN, token, "sessionStorage");

/** The operator's page: asks for the token, then shows the server's status. */
export function Admin() {
  const [token, setToken] = useState<string | null>();
  useEffect(() => setToken(readToken()), []);
  const enter = (entered: string) => {
    storeToken(entered);
    setToken(entered);
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
