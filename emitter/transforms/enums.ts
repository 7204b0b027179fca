/** From choices of the code model to the enums of the client model. */

import type { ChoiceSchema, CodeModel, SealedChoiceSchema } from "@autorest/codemodel";
import type { Enum } from "../clientModel.js";
import type { Problems } from "../problems.js";
import { byName } from "./ordering.js";
import { checkName, checkUnique, pascalCase } from "./naming.js";

/** All string enumerations of the code model, ordered by name. */
export function toEnums(code: CodeModel, problems: Problems): readonly Enum[] {
  return [
    ...(code.schemas.choices ?? []).map((schema) => toEnum(schema, true, problems)),
    ...(code.schemas.sealedChoices ?? []).map((schema) => toEnum(schema, false, problems)),
  ].sort(byName);
}

function toEnum(
  schema: ChoiceSchema | SealedChoiceSchema,
  extensible: boolean,
  problems: Problems,
): Enum {
  const name = pascalCase(schema.language.default.name);
  if ((schema.choiceType.type as string) !== "string") {
    problems.add(name, `an enum of '${schema.choiceType.type}' is not supported`);
  }
  const values = schema.choices.map((choice) => ({
    name: pascalCase(choice.language.default.name),
    value: String(choice.value),
    description: choice.language.default.description,
  }));
  for (const value of values) {
    checkName(value.name, "enumValue", `${name}.${value.value}`, problems);
  }
  checkUnique(
    values.map((value) => value.name),
    (value) => `${name}.${value}`,
    problems,
  );
  return { name, description: schema.language.default.description, extensible, values };
}
