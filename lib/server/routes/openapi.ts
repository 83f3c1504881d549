import { Hono } from "hono";
import { generateSpecs } from "hono-openapi";
import { BOUND_FIELDS, BOUND_NAMES, boundName } from "@/lib/contract/bound";
import { ChangeKind } from "@/lib/contract/change";
import { OfferState, PriceState } from "@/lib/contract/offer";
import { SORTS } from "@/lib/contract/query";
import { CAPABILITY_VALUES } from "@/lib/models/search-index";
import type { Catalog } from "../catalog/snapshot";
import type { Vars } from "../middleware/observe";
import { namedSchemas } from "./contract";
import { accountPaths } from "./openapi-account";
import { chatPaths } from "./openapi-chat";
import { conversationPaths } from "./openapi-conversations";
import { presetPaths } from "./openapi-presets";
import { protocolPaths } from "./openapi-protocols";
import type { SchemaName } from "./openapi-schemas";
import { MAX_LIMIT } from "./parameters";

const BOUND_TEXT = BOUND_NAMES.map((name) => `${boundName(name)} (${BOUND_FIELDS[name].of})`).join(", ");

/** `GET /openapi.json`: what the routes of this app say of themselves, with the schemas that they check by. */
export function openApiRoutes(app: Hono<Vars>, catalog: Catalog): Hono<Vars> {
  const routes = new Hono<Vars>();
  routes.get("/openapi.json", async (c) => {
    const names = catalog.gateways().flatMap((g) => [g.slug, ...g.aliases]);
    const { paths } = await generateSpecs(app, { excludeStaticFile: false });
    const document = openApiDocument(names);
    return c.json({ ...document, paths: { ...document.paths, ...paths } });
  });
  return routes;
}

function json(name: SchemaName, description: string) {
  return { description, content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } } };
}

function query(name: string, description: string, schema: object) {
  return { name, in: "query", required: false, description, schema };
}

function list(name: string, text: string, values: readonly string[]) {
  return query(name, `${text} Prefix a value with \`-\` to exclude it.`, { type: "string", examples: values });
}

const ALL = "Separate several with commas; one offer must match all of them.";
const ONE = "Separate several with commas to match any of them.";
const FILTERS = [
  query("q", "Words of the name, ID, or author, in any order, and filters as in the search field.", {
    type: "string",
    maxLength: 500,
    examples: ["llama 70b", "ctx>=200k in<1 tools gateway:groq -author:meta"],
  }),
  list("author", `Who made the model. ${ONE}`, ["meta", "-openai"]),
  list("input", `Modalities that an offer accepts. ${ALL}`, ["image"]),
  list("output", `Modalities that an offer gives. ${ALL}`, ["text"]),
  list("ability", `What an offer can do, cannot do (no-…), or does not say (unlisted-…). ${ALL}`, CAPABILITY_VALUES),
  list("price", `How the price stands. ${ONE}`, PriceState.options),
  list("weights", "open: whose weights are known to be open.", ["open"]),
  list("license", `The license of the weights. ${ONE}`, ["mit", "apache-2.0"]),
  list("status", `What the gateway says about the offer. ${ONE}`, OfferState.options),
  query("where", `Limits that must hold for one offer: ${BOUND_TEXT}. Unknown values never match.`, {
    ...{ type: "string", examples: ["ctx>=200k,in<1"] },
  }),
];

function openApiDocument(gateways: readonly string[]) {
  const gateway = query("gateway", "Filter by gateway.", { type: "string", enum: ["all", ...gateways] });
  const errors = (...codes: [string, string][]) =>
    Object.fromEntries(codes.map(([code, text]) => [code, json("Error", text)]));
  return {
    openapi: "3.1.0",
    info: {
      title: "Gatewayz",
      version: "1",
      description: "Every model of every gateway, behind one OpenAI-compatible API. Prices are USD per token.",
    },
    paths: {
      "/v1/models": {
        get: {
          operationId: "listModels",
          summary: "List models",
          description:
            "All merged models, or one gateway's offers under their native IDs. Everything, without a limit.",
          parameters: [
            gateway,
            query("limit", "Maximum number of results.", { type: "integer", minimum: 1, maximum: MAX_LIMIT }),
            query("offset", "Number of results to skip.", { type: "integer", minimum: 0, default: 0 }),
            ...FILTERS,
            query("sort", "The order. Prefix it with `-` to reverse it. Unknown values come last.", {
              type: "string",
              enum: SORTS.flatMap((s) => [s, `-${s}`]),
            }),
          ],
          responses: { 200: json("ModelList", "The models."), ...errors(["400", "A parameter cannot be used."]) },
        },
      },
      "/v1/models/{id}": {
        get: {
          operationId: "retrieveModel",
          summary: "Retrieve a model",
          description:
            "One model by its canonical or any native id, without regard to case. Slashes in the id may stay as they are.",
          parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
          responses: {
            200: json("Model", "The model with all its offers."),
            ...errors(["404", "There is no such model."]),
          },
        },
      },
      ...chatPaths(errors),
      ...protocolPaths(errors),
      ...conversationPaths(errors),
      ...presetPaths(errors),
      ...accountPaths(errors),
      "/v1/changes": {
        get: {
          operationId: "listChanges",
          summary: "List changes",
          description:
            "What is new, gone, cheaper, pricier or longer, newest first. Takes the filters of the model list too.",
          parameters: [
            gateway,
            query("model", "Only the offers of this model, by any id.", { type: "string" }),
            query("kind", "Kinds of change, separated by commas.", { type: "string", examples: ChangeKind.options }),
            query("before", "Only changes with a smaller id, for the next page.", { type: "integer", minimum: 1 }),
            query("limit", "Changes to send.", { type: "integer", minimum: 1, maximum: 500, default: 100 }),
          ],
          responses: {
            200: json("ChangeList", "The changes."),
            ...errors(["400", "A parameter cannot be used."], ["404", "There is no such model."]),
          },
        },
      },
      "/v1/export": {
        get: {
          operationId: "exportModels",
          summary: "Export models",
          description: "One row a model with the offer that the browser shows, as a file. Takes its filters and sort.",
          parameters: [gateway, query("format", "The format.", { type: "string", enum: ["csv", "json"] })],
          responses: { 200: { description: "The rows." }, ...errors(["400", "The format is none of these."]) },
        },
      },
    },
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key of this server" },
        admin: { type: "http", scheme: "bearer", description: "ADMIN_TOKEN of the server" },
      },
      schemas: namedSchemas(),
    },
  };
}
