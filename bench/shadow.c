/* A disk that keeps only what was synced.
 *
 * Loaded into a process with LD_PRELOAD. Whenever the process syncs a file of the folder
 * SHADOW_FROM, the file is copied to SHADOW_TO as it is at that moment, and files deleted before
 * it are deleted there too, as a journaling file system does. When the process is killed,
 * SHADOW_TO holds what a power cut would have left.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

/* A copy that fails must not pass for a loss. */
static void give_up(const char *what) {
    perror(what);
    abort();
}

static void copy(const char *from, const char *to) {
    char block[65536];
    ssize_t length;
    int in = open(from, O_RDONLY | O_CLOEXEC);
    int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (in < 0 || out < 0)
        give_up(from);
    while ((length = read(in, block, sizeof block)) > 0)
        if (write(out, block, length) != length)
            give_up(to);
    if (length < 0)
        give_up(from);
    close(in);
    close(out);
}

/* Delete in `to` what is no longer in `from`. */
static void forget_deleted(const char *from, const char *to) {
    char here[PATH_MAX], there[PATH_MAX];
    struct dirent *entry;
    DIR *folder = opendir(to);
    if (!folder)
        give_up(to);
    while ((entry = readdir(folder))) {
        snprintf(here, sizeof here, "%s/%s", from, entry->d_name);
        snprintf(there, sizeof there, "%s/%s", to, entry->d_name);
        if (access(here, F_OK) != 0 && unlink(there) != 0)
            give_up(there);
    }
    closedir(folder);
}

/* The path of a regular file under `folder`, or 0. */
static int path_under(const char *folder, int fd, char *path) {
    char link[64];
    struct stat kind;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0 || fstat(fd, &kind) != 0 || !S_ISREG(kind.st_mode))
        return 0;
    path[length] = '\0';
    return strncmp(path, folder, strlen(folder)) == 0;
}

static void keep(int fd) {
    const char *from = getenv("SHADOW_FROM"), *to = getenv("SHADOW_TO");
    char path[PATH_MAX], kept[PATH_MAX + NAME_MAX], half[PATH_MAX + NAME_MAX + 8];
    if (!from || !to || !path_under(from, fd, path))
        return;
    snprintf(kept, sizeof kept, "%s%s", to, strrchr(path, '/'));
    snprintf(half, sizeof half, "%s.half", kept);
    pthread_mutex_lock(&one_at_a_time);
    copy(path, half);
    if (rename(half, kept) != 0)
        give_up(kept);
    forget_deleted(from, to);
    pthread_mutex_unlock(&one_at_a_time);
}

static int sync_and_keep(const char *name, int fd) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    int result = real(fd);
    if (result == 0)
        keep(fd);
    return result;
}

int fsync(int fd) { return sync_and_keep("fsync", fd); }

int fdatasync(int fd) { return sync_and_keep("fdatasync", fd); }
