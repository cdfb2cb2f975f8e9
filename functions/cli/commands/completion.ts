import type { Command, Option } from 'commander';
import { CouldNotRun, DONE } from '../output/exit-status.ts';

/** A command, as far as a shell completes it. */
interface Completed {
  readonly name: string;
  readonly description: string;
  readonly options: readonly Option[];
}

type Writer = (commands: readonly Completed[]) => string;

const SHELLS: Readonly<Record<string, Writer>> = { bash: forBash, zsh: forZsh, fish: forFish };

/** The shells that a script can be printed for. */
export const SHELL_NAMES: readonly string[] = Object.keys(SHELLS);

/** `bantin completion`: prints a script with which a shell completes commands and options. Returns the exit status. */
export function runCompletion(program: Command, shell: string): number {
  const write = SHELLS[shell];
  if (!write) throw new CouldNotRun(`expected one of ${SHELL_NAMES.join(', ')}, found "${shell}"`);
  const help = program.createHelp();
  const commands = help.visibleCommands(program).map(command => ({
    name: command.name(),
    description: help.subcommandDescription(command),
    options: help.visibleOptions(command),
  }));
  process.stdout.write(write(commands));
  return DONE;
}

function flagsOf({ options }: Completed): readonly string[] {
  return options.flatMap(({ short, long }) => [short, long].filter(flag => flag !== undefined));
}

/** Completion for bash. Where nothing matches, it completes the names of files. */
function forBash(commands: readonly Completed[]): string {
  const cases = commands.map(command => `    ${command.name}) words=${quoted(flagsOf(command).join(' '))} ;;`);
  const choices = commands.flatMap(({ name, options }) =>
    options.flatMap(({ long, argChoices = [] }) => {
      const values = quoted(argChoices.join(' '));
      const pattern = `'${name} ${long}'`;
      return argChoices.length > 0 ? `    ${pattern}) COMPREPLY=($(compgen -W ${values} -- "$word")); return ;;` : [];
    }),
  );
  return `# npx --no-install bantin completion bash >> ~/.bashrc
_bantin() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=''
  case "\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD - 1]}" in
${choices.join('\n')}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${quoted(commands.map(({ name }) => name).join(' '))} -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
  esac
}
complete -o default -F _bantin bantin
`;
}

function forZsh(commands: readonly Completed[]): string {
  const names = commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`);
  const cases = commands.map(({ name, options }) => {
    const specs = options.flatMap(option => zshSpecs(option).map(spec => `      ${quoted(spec)}`));
    return `    ${name}) _arguments \\\n${[...specs, "      '*:file:_files'"].join(' \\\n')} ;;`;
  });
  return `#compdef bantin
# npx --no-install bantin completion zsh > "\${fpath[1]}/_bantin"
_bantin() {
  local -a commands=(
${names.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command="$words[2]"
  shift words
  (( CURRENT -= 1 ))
  case "$command" in
${cases.join('\n')}
  esac
}
if [ "$funcstack[1]" = _bantin ]; then _bantin "$@"; else compdef _bantin bantin; fi
`;
}

/** In a description of zsh, brackets and colons mean something. */
function zshSpecs({ short, long, description, required, argChoices }: Option): readonly string[] {
  const told = description.replace(/[[\]:\\]/g, '\\$&');
  const value = argChoices ? `:value:(${argChoices.join(' ')})` : ':value:_files';
  return [short, long].flatMap(flag => (flag === undefined ? [] : `${flag}[${told}]${required ? value : ''}`));
}

function forFish(commands: readonly Completed[]): string {
  const names = commands.map(
    ({ name, description }) =>
      `complete -c bantin -n __fish_use_subcommand -f -a ${name} -d ${fishQuoted(description)}`,
  );
  const options = commands.flatMap(command => command.options.map(option => fishLine(command.name, option)));
  return `# npx --no-install bantin completion fish > ~/.config/fish/completions/bantin.fish
${[...names, ...options].join('\n')}
`;
}

function fishLine(command: string, { short, long, description, required, argChoices }: Option): string {
  const parts = [
    `complete -c bantin -n '__fish_seen_subcommand_from ${command}'`,
    ...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
    ...(long === undefined ? [] : [`-l ${long.slice(2)}`]),
    ...(required ? ['-r'] : []),
    ...(argChoices ? [`-f -a ${fishQuoted(argChoices.join(' '))}`] : []),
    `-d ${fishQuoted(description)}`,
  ];
  return parts.join(' ');
}

/** For bash and zsh: a quote within ends the text, stands alone, and begins another. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
