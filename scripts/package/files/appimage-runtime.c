// The front part of an AppImage that is made where the AppImage project's own cannot be had: unpacks the file system behind it into
// a folder of its own, runs AppRun there, and removes the folder when that has ended. It needs no FUSE on the user's computer.
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <squashfuse/squashfuse.h>

static const char self[] = "/proc/self/exe";
static pid_t program;

static _Noreturn void stop(const char *what) {
  fprintf(stderr, "Parley could not be unpacked: %s (%s)\n", what, strerror(errno));
  exit(1);
}

/** Where the program ends and the file system begins. */
static off_t image_offset(void) {
  Elf64_Ehdr head;
  int file = open(self, O_RDONLY | O_CLOEXEC);
  if (file < 0 || read(file, &head, sizeof head) != sizeof head) stop(self);
  close(file);
  return (off_t)(head.e_shoff + (Elf64_Off)head.e_shentsize * head.e_shnum);
}

static void write_file(sqfs *image, sqfs_inode *inode, const char *path) {
  static char buffer[1 << 17];
  int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) stop(path);
  for (sqfs_off_t at = 0; at < (sqfs_off_t)inode->xtra.reg.file_size;) {
    sqfs_off_t size = sizeof buffer;
    if (sqfs_read_range(image, inode, at, &size, buffer) || size == 0) stop(path);
    for (sqfs_off_t done = 0; done < size;) {
      ssize_t written = write(file, buffer + done, (size_t)(size - done));
      if (written < 0) stop(path);
      done += written;
    }
    at += size;
  }
  if (fchmod(file, inode->base.mode & 0755) || close(file)) stop(path);
}

static void write_link(sqfs *image, sqfs_inode *inode, const char *path) {
  char target[4096];
  size_t size = sizeof target;
  if (sqfs_readlink(image, inode, target, &size) || symlink(target, path)) stop(path);
}

static void unpack(const char *folder) {
  sqfs image;
  sqfs_traverse walk;
  sqfs_err trouble = SQFS_OK;
  if (sqfs_open_image(&image, self, (size_t)image_offset())) stop("the image in it");
  if (sqfs_traverse_open(&walk, &image, sqfs_inode_root(&image))) stop("the image in it");
  while (sqfs_traverse_next(&walk, &trouble)) {
    char path[8192];
    sqfs_inode inode;
    if (walk.dir_end) continue;
    if (snprintf(path, sizeof path, "%s/%s", folder, walk.path) >= (int)sizeof path) stop(walk.path);
    if (sqfs_inode_get(&image, &inode, walk.entry.inode)) stop(path);
    if (S_ISDIR(inode.base.mode)) {
      if (mkdir(path, 0700)) stop(path);
    } else if (S_ISREG(inode.base.mode)) write_file(&image, &inode, path);
    else if (S_ISLNK(inode.base.mode)) write_link(&image, &inode, path);
  }
  if (trouble) stop("the image in it");
  sqfs_traverse_close(&walk);
  sqfs_destroy(&image);
}

static int remove_one(const char *path, const struct stat *_stat, int _kind, struct FTW *_walk) {
  (void)_stat, (void)_kind, (void)_walk;
  return remove(path);
}

static void pass_on(int number) {
  if (program > 0) kill(program, number);
}

int main(int count, char **arguments) {
  char folder[4096], start[5000], image[4096];
  const char *temporary = getenv("TMPDIR");
  int status;
  ssize_t length = readlink(self, image, sizeof image - 1);
  if (length < 0) stop(self);
  image[length] = 0;
  snprintf(folder, sizeof folder, "%s/parley-XXXXXX", temporary && *temporary ? temporary : "/tmp");
  if (!mkdtemp(folder)) stop(folder);
  unpack(folder);
  snprintf(start, sizeof start, "%s/AppRun", folder);
  setenv("APPIMAGE", image, 1);
  setenv("APPDIR", folder, 1);
  signal(SIGINT, pass_on), signal(SIGTERM, pass_on), signal(SIGHUP, pass_on);
  program = fork();
  if (program == 0) {
    arguments[0] = start;
    execv(start, arguments);
    stop(start);
  }
  while (waitpid(program, &status, 0) < 0 && errno == EINTR) continue;
  nftw(folder, remove_one, 32, FTW_DEPTH | FTW_PHYS);
  (void)count;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
