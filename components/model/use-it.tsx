import { CodeBlock } from "@/components/ui/code-block";
import { encodeId } from "@/lib/models/ids";

/** How to read the model's facts from this server. */
export function UseIt({ id, base }: { id: string; base: string }) {
  const url = `${base}/v1/models/${encodeId(id)}`.replaceAll("'", "%27");
  const python = `from openai import OpenAI

client = OpenAI(
    base_url=${JSON.stringify(`${base}/v1`)},
    api_key="none",
)
model = client.models.retrieve(${JSON.stringify(id)})
print(model.model_dump_json(indent=2))`;
  return (
    <div className="grid gap-x-6 gap-y-3 lg:grid-cols-2">
      <CodeBlock title="curl" code={`curl '${url}'`} />
      <CodeBlock title="Python, openai" code={python} />
    </div>
  );
}
