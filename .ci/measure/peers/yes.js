const fs = require('fs'), readline = require('readline');

let records = 0, yes = 0;
const lines = readline.createInterface({ input: fs.createReadStream(process.argv[2]), crlfDelay: Infinity });
lines.on('line', (line) => {
  records++;
  for (const answers of Object.values(JSON.parse(line).responses)) {
    for (const a of Object.values(answers)) {
      if ((typeof a === 'object' ? a.answer : a) === 'yes') yes++;
    }
  }
});
lines.on('close', () => console.log(records, yes));
