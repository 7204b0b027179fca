/** Refuses enums the code model would name itself, or would turn into a constant. */

import type { Problems } from "../problems.js";
import { asObject, type Json } from "./swaggerDocuments.js";

/**
 * Checks the enum of a schema or a parameter, if it has one.
 * @param isNamed - Whether it is a definition, whose name it then has.
 */
export function checkEnum(value: Json, isNamed: boolean, place: string, problems: Problems): void {
  const { enum: values, type } = value;
  if (values === undefined) {
    return;
  }
  if (type !== "string") {
    problems.add(place, `an enum of type '${String(type)}' is not supported`);
    return;
  }
  const { name, modelAsString } = asObject(value["x-ms-enum"]);
  const isOpen = value["x-ms-enum"] === undefined || modelAsString === true;
  if (Array.isArray(values) && values.length === 1 && !isOpen) {
    problems.add(place, "an enum of one value is supported with x-ms-enum.modelAsString only");
  }
  if (!isNamed && (typeof name !== "string" || name === "")) {
    problems.add(place, "an enum that is no definition needs a name: x-ms-enum.name");
  }
}
