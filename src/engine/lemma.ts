/**
 * Brings a word (lower case) to the stem under which phrases of the references are matched: `queries`, `query`;
 * `create`, `created` and `creating`, `creat`. Context-free on purpose: a phrase in a table and a word in a request
 * always meet in the same form, whatever stands around them. (A tagger's lemma of "testing" depends on the sentence, so
 * a table row could not name it once.)
 */
export function lemmaOf(word: string): string {
  const plain = word.replaceAll('’', "'")
  const irregular = irregulars.get(plain)
  if (irregular !== undefined) return irregular
  if (!/^[a-z]+$/.test(plain)) return plain.endsWith("'s") ? plain.slice(0, -2) : plain
  return withoutSuffix(plain)
}

/** Words whose last letters look like a suffix but are not. */
const kept = new Set(
  (
    'this its was has does is us yes bus gas plus status alias basis analysis always redis aws sms tls css dns aks ' +
    'gcs kms rds sns sqs ios js ts rails postgres jenkins kubernetes keys less class process access address express ' +
    'success business progress stress across unless toss pass miss cross news series species means ' +
    'thing nothing something anything everything string spring king bring ring during ping wing sibling ceiling ' +
    'need seed feed speed shed red embed bed hundred indeed exceed proceed succeed bleed led ted med ' +
    'morning evening interesting existing missing pending outstanding meaning ending building ' +
    'warning engineering marketing staging shipping booking billing pricing setting mapping meeting hosting painting ' +
    'related united supposed dedicated advanced distributed embedded speed sacred naked wicked ' +
    'lens canvas campus corpus virus focus bonus census consensus axis chaos kudos pandas kibana ' +
    'aes https ssh hash ops devops sops dbs cors chris james'
  ).split(' '),
)

const irregulars = new Map(
  (
    'am=be is=be are=be was=be were=be been=be being=be has=have had=have having=have does=do did=do done=do doing=do ' +
    'goes=go went=go gone=go going=go broke=break broken=break breaking=break breaks=break ran=run running=run runs=run ' +
    'wrote=write written=write writing=write wrote=write took=take taken=take taking=take made=make making=make ' +
    'got=get gotten=get getting=get gave=give given=give giving=give came=come coming=come said=say says=say ' +
    'saw=see seen=see seeing=see knew=know known=know thought=think kept=keep left=leave leaving=leave lost=lose ' +
    'losing=lose sent=send built=build building=build found=find held=hold hung=hang hanging=hang hangs=hang ' +
    'bit=bite bitten=bite caught=catch bought=buy brought=bring told=tell felt=feel began=begin begun=begin ' +
    'chose=choose chosen=choose choosing=choose drove=drive driven=drive driving=drive fell=fall fallen=fall ' +
    'froze=freeze frozen=freeze freezing=freeze grew=grow grown=grow hid=hide hidden=hide led=lead meant=mean ' +
    'met=meet paid=pay shook=shake slept=sleep spent=spend stuck=stick stole=steal stolen=steal threw=throw thrown=throw ' +
    'understood=understand woke=wake won=win fought=fight died=die dying=die dies=die lying=lie lies=lie tied=tie ' +
    'used=use using=use uses=use cases=case databases=database releases=release responses=response ' +
    'caches=cache caching=cache cached=cache queries=query branches=branch ' +
    "n't=not cannot=cannot can't=cannot cant=cannot couldn't=cannot won't=not wont=not don't=dont doesn't=dont " +
    "didn't=dont isn't=not aren't=not wasn't=not weren't=not haven't=not hasn't=not hadn't=not shouldn't=not " +
    "wouldn't=not ain't=not i'd=i i've=i i'm=i i'll=i we've=we we're=we we'd=we we'll=we it's=it that's=that " +
    "what's=what there's=there they're=they they've=they you're=you let's=let who's=who where's=where how's=how " +
    'ppl=people pls=please plz=please u=you ur=your b4=before thx=thanks diff=different w=with wo=without bc=because ' +
    'tho=though gonna=will wanna=want dunno=dunno env=environment envs=environment db=database dbs=database ' +
    'repo=repository repos=repository mins=minute min=minute hrs=hour hr=hour secs=second sec=second ' +
    'acct=account accts=account auth=auth authn=auth config=configuration configs=configuration ' +
    'perf=performance prod=production infra=infrastructure docs=documentation doc=documentation ' +
    'flakes=flake flaked=flake flaking=flake flakey=flaky flakiness=flaky flakily=flaky k8s=kubernetes pg=postgres ' +
    'postgresql=postgres psql=postgres mongo=mongodb mssql=sqlserver teh=the recieve=receive ' +
    'seeding=seed seeded=seed seeder=seed seeders=seed children=child men=man indices=index ' +
    'worse=bad worst=bad better=better best=best people=people data=data media=media criteria=criterion ' +
    'schemas=schema schemata=schema apis=api urls=url ids=id prs=pr ' +
    'colour=color behaviour=behavior stabilise=stabilize stabilised=stabilize stabilising=stabilize ' +
    'parallelise=parallelize standardise=standardize organisation=organization organisations=organization ' +
    'serialise=serialize anonymise=anonymize anonymised=anonymize authorisation=authorization initialise=initialize'
  )
    .split(' ')
    .map((pair): [string, string] => {
      const [from = '', to = ''] = pair.split('=')
      return [from, withoutSuffix(to)]
    }),
)

function withoutSuffix(word: string): string {
  if (word.length < 4 || kept.has(word)) return word
  if (word.endsWith('ies') || word.endsWith('ied')) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
  if (word.endsWith('s') && !/(?:ss|us|is)$/.test(word)) return withoutSuffix(word.slice(0, -1))
  if (word.endsWith('ed') && word.length > 4) return joined(word.slice(0, -2))
  if (word.endsWith('ing') && word.length > 5) return joined(word.slice(0, -3))
  return word.endsWith('e') ? word.slice(0, -1) : word
}

/** `stopp` is stop; a silent e stays off, as it does for the bare word: `creat` is create, created and creating. */
function joined(stem: string): string {
  if (!/[aeiouy]/.test(stem)) return stem
  if (/([bdgmnprt])\1$/.test(stem)) return stem.slice(0, -1)
  return stem.endsWith('e') ? stem.slice(0, -1) : stem
}
