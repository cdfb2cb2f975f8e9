import { Command, CommanderError, Option } from 'commander';
import { withoutPasswords } from '../core/text/without-passwords.ts';
import { addDeployed } from './commands/deployed.ts';
import {
  type PostType,
  parseInstant,
  parsePages,
  parsePort,
  parseThreads,
  parseType,
  parseUrl,
  withFeedsUrl,
} from './commands/option-values.ts';
import { addStarting } from './commands/starting.ts';
import { CONTENT_ARGUMENT, contentAt } from './content-at.ts';
import { COULD_NOT_RUN, DONE } from './output/exit-status.ts';
import { messageOf } from './output/message-of.ts';
import { printJson } from './output/print-json.ts';
import { compiledCommands } from './package/compiled.ts';
import { VERSION } from './package/version.ts';

/** Runs one command line (without `node` and the script) and gives its exit status. */
export async function run(args: readonly string[]): Promise<number> {
  let status = DONE;
  const program = createProgram(code => {
    status = code;
  });
  try {
    await program.parseAsync(helpfully(args, program), { from: 'user' });
    return status;
  } catch (error) {
    // Help and version are no failures.
    if (error instanceof CommanderError && error.exitCode === 0) return DONE;
    const message = messageOf(error);
    // Commander has told the user already.
    if (!(error instanceof CommanderError)) process.stderr.write(`bantin: ${message}\n`);
    if (args.includes('--json')) printJson({ error: message });
    return COULD_NOT_RUN;
  }
}

/** Help with a command that there is not is told as the command would be: with the one that may be meant. */
function helpfully(args: readonly string[], { commands }: Command): readonly string[] {
  const [help, name] = args;
  const isUnknown = help === 'help' && name !== undefined && !commands.some(command => command.name() === name);
  return isUnknown ? [name] : args;
}

function createProgram(finish: (status: number) => void): Command {
  const program = new Command('bantin')
    .description("Publishes a newsroom's RSS, Atom and JSON feeds from a directory, or a bucket, of articles.")
    .version(VERSION, '-V, --version', 'print the version')
    .exitOverride()
    .configureOutput({ writeErr: text => void process.stderr.write(withoutPasswords(text)) })
    .showHelpAfterError('(run bantin --help for the commands)');
  addStarting(program, finish);
  addBuild(program, finish);
  addServe(program, finish);
  addCheck(program, finish);
  addImport(program, finish);
  addDeployed(program, finish);
  for (const command of program.commands)
    command.showHelpAfterError(`(run bantin ${command.name()} --help for its arguments and options)`);
  return program;
}

function addBuild(program: Command, finish: (status: number) => void): void {
  program
    .command('build')
    .description('build into a directory, laid out as it is published; into one built before, what changed since')
    .argument('[content]', CONTENT_ARGUMENT)
    .requiredOption(
      '-o, --out <dir>',
      'directory to write; made if it is not there, and refused if it holds files of others',
    )
    .option('--now <instant>', 'build as of this moment, such as 2026-11-23T08:00:00+07:00', parseInstant)
    .option('--base-url <url>', 'where the files will be served, in place of feedsUrl in site.yaml', parseUrl)
    .option('--strict', 'exit with status 1 if a source has problems')
    .option('--allow-empty', 'take everything away where no article is left')
    .option('--cache <dir>', 'where it is remembered what was built; .bantin-<name> beside the output by default')
    .option('--no-cache', 'build everything from scratch, and remember nothing')
    .option('--force', 'write into a directory that another newsroom was built into, or that holds files of others')
    .option('--threads <number>', 'threads that read and render; by default as cores and work allow', parseThreads)
    .option('--json', 'print one JSON document')
    .action(async (content: string | undefined, options: BuildFlags) => {
      const { runBuild } = compiledCommands() ?? (await import('./build.ts'));
      const { cache, ...others } = options;
      // Commander has `true` there where neither option is given.
      finish(await runBuild(contentAt(content), { ...withFeedsUrl(others), ...(cache !== true && { cache }) }));
    });
}

function addServe(program: Command, finish: (status: number) => void): void {
  program
    .command('serve')
    .description('publish to a preview that serves as the CDN would, and then whatever changes')
    .argument('[content]', CONTENT_ARGUMENT)
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port to listen on; 0 for any that is free', parsePort, 8080)
    .option('--base-url <url>', 'where the files will be served, in place of the preview itself', parseUrl)
    .option('--drafts', 'show drafts and articles to come, too, marked as such on their pages')
    .option('--now <instant>', 'serve as of this moment, such as 2026-11-23T08:00:00+07:00', parseInstant)
    .option('--edge', 'answer from a cache, as the CDN does: what is new later, what was withdrawn no longer')
    .option('--open', 'open it in a browser')
    .action(async (content: string | undefined, options: ServeFlags) => {
      const { runServe } = await import('./serve.ts');
      finish(await runServe(contentAt(content), options));
    });
}

function addCheck(program: Command, finish: (status: number) => void): void {
  program
    .command('check')
    .description('tell every problem, and what readers and aggregators would stumble over; write nothing')
    .argument('[content]', CONTENT_ARGUMENT)
    .option('--now <instant>', 'check as of this moment, such as 2026-11-23T08:00:00+07:00', parseInstant)
    .option('--base-url <url>', 'where the files will be served, in place of feedsUrl in site.yaml', parseUrl)
    .option('--strict', 'exit with status 1 for warnings too')
    .addOption(
      new Option('--format <format>', 'how problems are printed: for people, or as annotations of GitHub Actions')
        .choices(['text', 'github'])
        .default('text'),
    )
    .option('--json', 'print one JSON document')
    .option(
      '--profile <name>',
      'check for an aggregator, too: google-news, flipboard, smartnews, msn, apple-news, feedly, podcast or all; may ' +
        'be repeated',
      (name: string, names: readonly string[] = []) => [...names, name],
    )
    .action(async (content: string | undefined, options: BuildFlags & { readonly profile?: readonly string[] }) => {
      const { runCheck } = compiledCommands() ?? (await import('./check.ts'));
      finish(await runCheck(contentAt(content), withFeedsUrl(options)));
    });
}

function addImport(program: Command, finish: (status: number) => void): void {
  program
    .command('import')
    .description(
      'turn feeds (RSS, Atom, JSON Feed) and exports (WordPress, Blogger, Ghost, Substack, Medium, Movable ' +
        'Type), and folders of sites (Jekyll, Hugo, Hexo, Eleventy, Astro and others), into articles; nothing ' +
        'that is there is overwritten',
    )
    .argument(
      '<source...>',
      'a file, a folder of files, a zip, an http(s) address, or the folder of a site of Jekyll, Hugo, Eleventy …',
    )
    .requiredOption(
      '-o, --out <dir>',
      'directory of content to write into, or of a project with content/; it may hold a site.yaml and articles already',
    )
    .option('--encoding <name>', 'in place of what the document says of its encoding, such as windows-1258')
    .option('--repair', 'read each & of XML that begins no character as &amp;, and report it')
    .option('--pages <number>', 'fetch so many documents of a feed on the web, where it goes on', parsePages, 1)
    .option(
      '--type <name=what>',
      'what becomes of a post type of WordPress: publish, draft or leave, such as news=publish; may be repeated',
      parseType,
    )
    .option(
      '--host-here',
      'articles are read here from now on: former addresses, links between articles by file, rules for redirects',
    )
    .option('--media', 'fetch pictures, sound and other files of articles from public addresses into media/')
    .option('--update', 'take corrections of articles that an earlier import wrote, unless they were edited here')
    .option('--site-url <url>', 'home page of the site, where the source does not tell it, or another', parseUrl)
    .option(
      '--feed <source>',
      'feed that the site of a folder had, a file or an address: articles keep their ids of it',
    )
    .option('--dry-run', 'report what would be written, and write nothing')
    .option('--json', 'print one JSON document')
    .action(async (sources: readonly string[], { type, ...options }: ImportFlags) => {
      const { runImport } = await import('./import.ts');
      finish(await runImport(sources, { ...options, ...(type && { types: type }) }));
    });
}

interface ImportFlags {
  readonly out: string;
  readonly encoding?: string;
  readonly pages: number;
  readonly repair?: boolean;
  readonly hostHere?: boolean;
  readonly media?: boolean;
  readonly update?: boolean;
  readonly siteUrl?: string;
  readonly feed?: string;
  readonly type?: ReadonlyMap<string, PostType>;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

interface BuildFlags {
  readonly out: string;
  readonly cache: string | boolean;
  readonly now?: number;
  readonly baseUrl?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  readonly threads?: number;
}

interface ServeFlags {
  readonly host: string;
  readonly port: number;
  readonly baseUrl?: string;
}
