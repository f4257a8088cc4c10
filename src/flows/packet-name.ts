/**
 * Names that people can say aloud and spell after hearing them once: adjective, animal, number. About 400,000 in all,
 * so a team meets a taken one rarely; the caller then asks again.
 */
const adjectives =
  'amber bold brave brisk calm clear coral crisp dapper eager early fair fleet fond frank free fresh gentle glad golden grand green happy honest humble jolly keen kind late light lively loyal lucky mellow merry mild neat noble olive plain plucky polite prime proud quick quiet rapid ready rosy royal ruby sage sharp silent silver simple smart snowy solid spry steady still stout sunny sure swift tidy true vivid warm wise witty young'.split(
    ' ',
  )
const animals =
  'badger beaver bison bobcat camel condor crane curlew dingo dolphin dove eagle egret falcon ferret finch fox gecko gibbon goose hare hawk heron hornet ibex ibis jackal jaguar koala lark lemur leopard linnet lion llama lynx magpie marten merlin mole moose newt ocelot osprey otter owl panda panther pelican penguin pigeon plover pony puffin puma quail rabbit raven robin salmon seal shrew sparrow spider stork swan tapir tern tiger toucan trout turtle viper vole walrus weasel whale wolf wombat wren yak zebra'.split(
    ' ',
  )

/** `random` gives numbers in [0, 1), as `Math.random` does. */
export function packetName(random: () => number): string {
  const pick = (words: readonly string[]): string =>
    words[Math.floor(random() * words.length)] ?? ''
  return `${pick(adjectives)}-${pick(animals)}-${Math.floor(random() * 70) + 2}`
}
