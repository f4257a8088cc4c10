/** `npm run restore -- file`: a backup into an instance that has nothing yet, also while the bot runs. */
import { restore } from '../store/backup.ts'
import { databasePath, onFile } from './database.ts'

await onFile('restore', async (file) => {
  const path = databasePath()
  await restore(file, path)
  return `${file} is restored into ${path}.`
})
