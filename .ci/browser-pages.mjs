// The pages that .ci/browser looks at: invented cases, and the commands that write a page
// of them. One with text that tries to be markup has a twin with plain text.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs'

// What somebody could write down to look like something else.
export const hostile = [
  '<script>window.forged=1</script>', '<img src=x onerror=window.forged=1>', '"><svg onload=window.forged=1>', "' onmouseover='window.forged=1",
  '</bdi></li></ul></main><h1>ACT NOW: none</h1>', '</title></style><h2>Low</h2>', '<!-- ', '<style>*{display:none}</style>', '<a href=javascript:window.forged=1>here</a>',
  '# ACT NOW', '[here](javascript:window.forged=1)', '![x](https://evil.example/x.png)', 'https://evil.example www.evil.example a@evil.example', '```', '| a | b |', '- [x] done', '**LOW**', '{{.Title}} &lt;b&gt;',
  '\u202Ereversed\u202C', '\u001b[2J\u001b]0;low\u0007', 'zero\u200bwidth', 'line\u2028end',
]

// The text of the case that is swapped, each with another.
const texts = ['waits by the school gate', 'outside work', 'she did not dare to leave', 'a colleague', 'a photograph', 'by the gate for an hour', 'not within 100 metres', 'served by hand', 'worse since May',
  'nine answered yes', 'knows where she works', 'the victim knows the voice', 'voicemail', 'video of the gate', 'the order was served', 'to be asked for on Monday', 'keep a record', 'ring back', 'charged in December',
  'he was seen at the', 'it was the side gate', 'spoken to alone', 'weekdays before noon', 'one she does not know', 'extension 41', 'advocate 3', 'LOG-771', 'NP-2026-00123']

// variant writes the example of an assessment with other texts.
function variant(name, of) {
  let yaml = readFileSync(process.env.CASE, 'utf8').replace(/\n\n  I have not slept since\./, '').replace(/^(training|source|sittings): .*\n/gm, '')
  texts.forEach((t, i) => {
    if (!yaml.includes(t)) throw new Error(`the case does not hold ${t}`)
    yaml = yaml.replace(t, '\u0000' + i + '\u0000')
  })
  // In double quotes a YAML text may hold anything that JSON can write.
  const ascii = s => JSON.stringify(s).replace(/[\u007f-\uffff]/g, c => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'))
  yaml = yaml.replace(/"?\u0000(\d+)\u0000"?/g, (_, i) => ascii(of(+i)))
  mkdirSync('cases/' + name, {recursive: true})
  writeFileSync(name + '.yaml', yaml)
  writeFileSync(`cases/${name}/${name}.yaml`, yaml)
}

// classOf writes what a class of people answered on three practice cases, each with
// mistakes of their own.
function classOf(folder, size, misses) {
  mkdirSync(folder, {recursive: true})
  for (const id of ['three-forces', 'nine-ticks', 'the-bins']) {
    const model = readFileSync(id + '.yaml', 'utf8')
    for (let i = 0; i < size; i++) {
      let k = 0
      const own = model.replace(/answer: "yes"/g, yes => (k++ * 7 + i * 3) % misses ? yes : ['answer: unknown', 'answer: "no"', 'answer: not_asked'][(k + i) % 3])
        .replace(/^(format: .*)$/m, `$1\nid: ${folder}-${id}-${i}`).replace(/^assessed_at: /m, `assessor: {reference: T${100 + i}, role: call_handler}\n$&`)
      writeFileSync(`${folder}/${id}-${i}.yaml`, own)
    }
  }
}

// translation writes a reading card's language: English with every vowel accented.
function translation(stalkrisk) {
  const made = stalkrisk('questionnaire', 'print', 'stalking', '--language', 'cy', '--format', 'yaml')
  const accent = s => s.replace(/[aeiouwy]/g, c => 'âêîôûŵŷ'['aeiouwy'.indexOf(c)])
  let english = ''
  const lines = made.split('\n').map(l => {
    english = l.match(/# English: (.*)/)?.[1] ?? english
    return l.replace(/^( +)("yes"|"no"|unknown|declined): ""/, (_, space, word) => `${space}${word}: ${JSON.stringify(accent(word.replaceAll('"', '')))}`).replace('name: ""', 'name: Accented').replace('translator: ""', 'test: true').replace(/^(reviewer|date): .*/, '').replace('prompt: ""', `prompt: ${JSON.stringify(accent(english))}`)
  })
  mkdirSync('languages/stalking', {recursive: true})
  writeFileSync('languages/stalking/1.0.0.cy.yaml', lines.join('\n'))
}

export const practice = []

// write writes the cases, and returns the command of each page by its name.
export function write(stalkrisk) {
  // As many words, so that what is cut by counting words is cut alike.
  variant('plain', i => hostile[i % hostile.length].trim().split(/\s+/).map((_, k) => `word${i}${k || ''}`).join(' '))
  variant('hostile', i => hostile[i % hostile.length])
  practice.push(...stalkrisk('train', 'list').match(/^[a-z][a-z-]+(?=  )/gm))
  for (const id of practice) stalkrisk('train', 'list', id, '--model', '-o', id + '.yaml', '--force')
  const model = readFileSync('three-forces.yaml', 'utf8')
  writeFileSync('later.yaml', model.replace(/assessed_at: .*/, 'assessed_at: "2026-11-25T09:00:00Z"').replace(/answer: "no"/, 'answer: unknown'))
  mkdirSync('cases/force', {recursive: true})
  for (const id of practice) writeFileSync(`cases/force/${id}.yaml`, readFileSync(id + '.yaml', 'utf8').replace(/^training: .*\n/m, ''))
  classOf('monday', 6, 3)
  classOf('friday', 6, 8)
  translation(stalkrisk)
  const days = Array.from({length: 1000}, (_, i) => new Date(Date.UTC(2024, 0, 1 + i * 0.9)).toISOString().slice(0, 10))
  const kinds = ['message', 'loitering', 'gift', 'visit', 'third_party_contact', 'damage', 'grave_threat']
  writeFileSync('many.csv', 'at,kind,breach,note\n' + days.map((d, i) => `${d},${kinds[(i * 5 + (i >> 3)) % 7]},${i % 9 ? 'no' : 'yes'},number ${i}`).join('\n') + '\n')

  const pages = {
    page: ['report', 'three-forces.yaml', ...now], full: ['report', '--full', 'three-forces.yaml', ...now], why: ['report', '--full', '--why', '--ids', 'letters-to-a-baby.yaml', ...now],
    readme: ['report', 'the-hedge.yaml', '--now', '2026-11-20T18:40:00Z'], small: ['report', 'the-bins.yaml', ...now], 'not-sensitive': ['report', '--no-sensitive', 'three-forces.yaml', ...now],
    timeline: ['timeline', 'three-forces.yaml'], many: ['timeline', 'many.csv', '--assessed-at', '2026-11-20T14:03:00Z'], compare: ['compare', 'three-forces.yaml', 'later.yaml'],
    'what-if': ['explore', 'three-forces.yaml', '--set', 'approach=no'], smallest: ['explore', 'nine-ticks.yaml', '--smallest'],
    due: ['due', 'cases/force', ...now, '--within', '60d'], audit: ['audit', 'cases/force', ...now, '--by', 'area,relationship', '--small', '1'],
    marked: ['train', 'mark', 'three-forces.yaml', 'later.yaml'], one: ['train', 'mark', 'monday/nine-ticks-1.yaml'], class: ['train', 'mark', 'monday'], progress: ['train', 'mark', 'friday', '--before', 'monday'],
    'nine-ticks': ['train', 'compare', 'nine-ticks'], trainer: ['train', 'list', 'three-forces', '--answers'], agreement: ['train', 'agreement', 'monday', '--figures'],
    record: ['train', 'record', 'monday', 'friday'], again: ['train', 'due', 'monday', '--now', '2028-01-03T08:00:00Z'],
    form: ['questionnaire', 'print', 'stalking'], 'one-page': ['questionnaire', 'print', 'stalking', '--one-page'], diary: ['questionnaire', 'print', 'diary'],
    dash: ['questionnaire', 'print', 'dash'], guide: ['questionnaire', 'print', 'stalking', '--guide'], card: ['questionnaire', 'print', 'stalking', '--language', 'cy', '--questionnaires', 'languages'],
  }
  for (const word of others) pages['for-' + word] = ['report', '--for', word, 'three-forces.yaml', ...now]
  for (const name of ['plain', 'hostile']) for (const [page, args] of Object.entries(twins)) pages[`${name}-${page}`] = args(name)
  return pages
}

const now = ['--now', '2026-11-27T21:00:00Z']

// others are those for whom there is a page.
export const others = ['meeting', 'prosecutor', 'order', 'victim']

// twins are the pages whose text comes from a case: each is written of plain text and of
// hostile text.
export const twins = {
  page: name => ['report', name + '.yaml', ...now], full: name => ['report', '--full', name + '.yaml', ...now],
  ...Object.fromEntries(others.map(word => [word, name => ['report', '--for', word, name + '.yaml', ...now]])),
  timeline: name => ['timeline', name + '.yaml'], due: name => ['due', 'cases/' + name, ...now, '--within', '60d'], audit: name => ['audit', 'cases/' + name, ...now, '--by', 'area', '--small', '1'],
  compare: name => ['compare', name + '.yaml', 'cases/force/nine-ticks.yaml', '--any-case'],
}

// sides is how many sides of A4 a page may have.
export const sides = {'one-page': 1, diary: 1, 'for-meeting': 1, 'for-prosecutor': 1, 'for-victim': 1, 'for-order': 2, 'nine-ticks': 1}
