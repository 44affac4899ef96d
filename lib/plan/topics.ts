import type { Topic } from "./topic.ts";
import { constraintTopics } from "./topics/constraint_topics.ts";
import { entityTopics } from "./topics/entity_topics.ts";
import { operationTopics } from "./topics/operation_topics.ts";
import { patternTopics } from "./topics/pattern_topics.ts";
import { volumeTopics } from "./topics/volume_topics.ts";

/** Everything that a plan wants to know: the checklist, the guide and the assumptions are read from it. */
export const topics: readonly Topic[] = Object.freeze([
  ...entityTopics,
  ...volumeTopics,
  ...constraintTopics,
  ...patternTopics,
  ...operationTopics,
]);
