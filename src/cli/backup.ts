/** `npm run backup -- file`: a consistent copy of the database while the bot runs. */
import { backUp } from '../store/backup.ts'
import { databasePath, onFile } from './database.ts'

await onFile('backup', async (file) => {
  const path = databasePath()
  await backUp(path, file)
  return `${path} is backed up in ${file}.`
})
