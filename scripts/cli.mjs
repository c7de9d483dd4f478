// The command line. Checks the Node version in plain JavaScript, then runs the TypeScript entry: no build is needed.
const [major, minor] = process.versions.node.split('.').map(Number);
// Node runs TypeScript by itself from 22.18 on.
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `MusicForge needs Node 22.18 or newer to run; this is ${process.versions.node}. ` +
      'Run it with "npm run -s cli -- ..." after "npm ci", which brings its own Node on Linux and Windows, or install Node 24.',
  );
  process.exit(2);
}

const { runCli } = await import('#main/host/cli-entry.ts');
process.exitCode = await runCli(process.argv.slice(2), {
  line: (text) => console.log(text),
  error: (text) => console.error(text),
});
