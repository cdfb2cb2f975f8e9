import type { Case } from './case.ts';
import {
  addressCases,
  bodyCases,
  dateCases,
  episodeCases,
  languageCases,
  rightsCases,
  textFieldCases,
} from './field-cases.ts';
import { fileCases, markupCases, nameCases, pageCases } from './file-cases.ts';
import { heldCases } from './held-cases.ts';
import { randomCases } from './random-cases.ts';
import { correctionCases, reasonCases, withdrawnCases } from './withdrawn-cases.ts';

/** Hostile sources by kind. Each kind is a newsroom of its own, so that its feed of all can show every one of them. */
export const CORPUS: Readonly<Record<string, readonly Case[]>> = {
  'texts in fields': textFieldCases(),
  'texts that tell of rights': rightsCases(),
  'texts in bodies': bodyCases(),
  episodes: episodeCases(),
  addresses: addressCases(),
  'dates and languages': [...dateCases(), ...languageCases()],
  'markup that runs scripts': markupCases(),
  'pages, names and files': [...pageCases(), ...nameCases(), ...fileCases()],
  'what is held back': heldCases(),
  'what is taken back': withdrawnCases(),
  'reasons and corrections': [...reasonCases(), ...correctionCases()],
  'everything at once': randomCases(20_261_123, 200),
};
