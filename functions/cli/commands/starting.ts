import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { contentAt } from '../content-at.ts';
import type { InitOptions } from '../init/init.ts';
import { CouldNotRun } from '../output/exit-status.ts';
import type { NewOptions } from './new.ts';
import { parseInstant } from './option-values.ts';

/** Adds the commands for a start: `init`, `new` for each article, and `completion` for the shell. */
export function addStarting(program: Command, finish: (status: number) => void): void {
  addInit(program, finish);
  addNew(program, finish);
  addCompletion(program, finish);
}

function addInit(program: Command, finish: (status: number) => void): void {
  program
    .command('init')
    .description('make the project of a newsroom: content, deployment, workflows; asks on a terminal what is not given')
    .argument('[directory]', 'folder to make it in: empty, or not there yet', '.')
    .option('--title <title>', "the newsroom's name")
    .option('--url <url>', 'address of its home page; the ids of all articles are made of it')
    .option('--feeds-url <url>', 'address where its feeds and pages are served; feeds. before that of its home page')
    .option('--language <tag>', 'language of its articles, such as vi')
    .option('--time-zone <name>', 'its time zone, such as Asia/Ho_Chi_Minh')
    .option('--json', 'print one JSON document')
    .action(async (directory: string, options: InitOptions) => {
      const { runInit } = await import('../init/init.ts');
      finish(await runInit(directory, options));
    });
}

function addNew(program: Command, finish: (status: number) => void): void {
  program
    .command('new')
    .description('write a file with the fields of an article, where such articles lie; print its path and address')
    .argument('<title>', 'title of the article')
    .argument('[content]', 'directory with site.yaml, or with content/ that has it; by default the one you are in')
    .option('--category <name>', 'its category, by any of its names')
    .option('--language <tag>', "its language, where that is not the newsroom's, such as en")
    .addOption(new Option('--format <ending>', 'kind of the file').choices(['md', 'txt', 'html']).default('md'))
    .option('--no-draft', 'publish it as it stands: else it is held back until the line draft: true is gone')
    .addOption(new Option('--draft', 'hold it back, as it is without --no-draft, too').hideHelp())
    .option('--now <instant>', 'its date, in place of the present moment', parseInstant)
    .option('--json', 'print one JSON document')
    .allowExcessArguments()
    .action(async (title: string, content: string | undefined, options: NewOptions, { args }: Command) => {
      if (args.length > 2 || (content !== undefined && !existsSync(content)))
        throw new CouldNotRun(`put the title between quotation marks: bantin new "${args.join(' ')}"`);
      const { runNew } = await import('./new.ts');
      finish(await runNew(title, contentAt(content), options));
    });
}

function addCompletion(program: Command, finish: (status: number) => void): void {
  program
    .command('completion')
    .description('print a script by which a shell completes commands and options')
    .argument('<shell>', 'bash, zsh or fish')
    .action(async (shell: string) => {
      const { runCompletion } = await import('./completion.ts');
      finish(runCompletion(program, shell));
    });
}
