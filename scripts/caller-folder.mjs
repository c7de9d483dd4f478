// npm runs its scripts in the project's folder. Relative paths on a command line mean the folder where npm was called.
const { INIT_CWD, npm_lifecycle_event: script } = process.env;
if (INIT_CWD !== undefined && (script === 'cli' || script === 'start')) process.chdir(INIT_CWD);
