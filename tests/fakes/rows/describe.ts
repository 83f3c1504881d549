import type { Kind } from "./works";

const USES: Record<Kind, string> = {
  chat: "general conversation, drafting and tool use",
  reasoning: "long chains of reasoning in mathematics, science and planning",
  code: "writing, reviewing and repairing code across many repositories",
  vision: "reading documents, charts and photographs beside text",
  guard: "classifying prompts and answers by a policy of content safety",
  embedding: "search, clustering and retrieval over long documents",
  rerank: "putting search results into order before they reach a model",
  image: "making images from a text prompt in a few steps",
  speech: "natural speech in several voices and languages",
  transcription: "transcribing and translating speech in noisy recordings",
};

/** A description of 200 to 400 characters, as model cards have them. */
export function describe(title: string, author: string, kind: Kind, context: number, dice: number): string {
  const more = [
    " It is trained on a mixture of licensed, public and synthetic data, with preference tuning in two stages.",
    " Compared with its predecessor it follows instructions more closely, and answers in more than twenty languages.",
    " The weights are published under a permissive license, along with an evaluation report and example prompts.",
  ];
  return (
    `${title} is a model by ${author} for ${USES[kind]}. It works with up to ${context.toLocaleString("en-US")} tokens of context` +
    ` and was evaluated on public benchmarks of its class.${more[dice % 3]}${dice % 3 === 0 ? more[(dice + 1) % 3] : ""}`
  );
}
