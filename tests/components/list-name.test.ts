import { expect, it } from "vitest";
import { listName } from "@/components/models/list-name";
import { formatBrowseQuery, parseBrowseQuery } from "@/lib/contract/query";
import { TEST_GATEWAYS } from "../fakes/offers";

const nameOf = (query: string) => listName(parseBrowseQuery(new URLSearchParams(query)), TEST_GATEWAYS);

it.each([
  ["", "Models"],
  ["sort=blend", "Models"],
  ["q=llama", "llama · Models"],
  ["q=llama&gateway=alpha", "llama on Alpha · Models"],
  ["gateway=alpha,beta", "Models on Alpha, Beta"],
  ["gateway=-alpha&ability=tools", "not Alpha, Tools · Models"],
  ["q=llama+&where=ctx>=200k", "llama, Context ≥ 200K · Models"],
])("names the list of %s", (query, name) => {
  expect(nameOf(query)).toBe(name);
});

it("truncates a long list name", () => {
  expect(nameOf(`q=${"x".repeat(500)}`).length).toBeLessThan(120);
});

it("trims spaces around the words in the URL", () => {
  const query = { ...parseBrowseQuery(new URLSearchParams()), q: " llama 70b " };
  expect(formatBrowseQuery(query).toString()).toBe("q=llama+70b");
});
