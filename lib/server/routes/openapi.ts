import { Hono } from "hono";
import { generateSpecs } from "hono-openapi";
import type { Vars } from "../middleware/observe";
import { namedSchemas } from "./contract";

/** `GET /openapi.json`: the descriptions of all routes of this app, with the schemas that they validate by. */
export function openApiRoutes(app: Hono<Vars>): Hono<Vars> {
  const routes = new Hono<Vars>();
  let document: Promise<object> | undefined;
  routes.get("/openapi.json", async (c) => {
    document ??= generateSpecs(app, {
      documentation: { info: INFO, components: COMPONENTS },
      excludeStaticFile: false,
    });
    return c.json({ ...(await document), components: { ...COMPONENTS, schemas: namedSchemas() } });
  });
  return routes;
}

const INFO = {
  title: "Gatewayz",
  version: "1",
  description: "Every model of every gateway, behind one OpenAI-compatible API. Prices are USD per token.",
};
const COMPONENTS = {
  securitySchemes: {
    key: { type: "http" as const, scheme: "bearer", description: "An API key of this server" },
    admin: { type: "http" as const, scheme: "bearer", description: "ADMIN_TOKEN of the server" },
  },
};
