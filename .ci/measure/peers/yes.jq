reduce inputs as $r ([0, 0];
  [.[0] + 1, .[1] + ([$r.responses[][] | if type == "object" then .answer else . end | select(. == "yes")] | length)])
| "\(.[0]) \(.[1])"
