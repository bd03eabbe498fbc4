// Loaded before the C library: counts the calls by which a program changes files whose path has ".h5" in it, and makes one of them
// go wrong. QCA_FAULT_AT: its number, from 1. QCA_FAULT: kill (before it is done), half (half of what is to be written is, then kill),
// term, usr1 (SIGTERM or SIGUSR1, then it is done), twice (SIGTERM two times), full (from here on every write fails: ENOSPC), denied,
// readonly (from here on every one fails: EACCES, EROFS).
// QCA_FAULT_COUNT: file for the number of calls.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

long calls = 0;

template <class Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

bool is_watched(const char* path) { return std::strstr(path, ".h5") != nullptr; }

bool is_watched(int descriptor) {
    char link[64], path[4096] = {};
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    return readlink(link, path, sizeof path - 1) > 0 && is_watched(path);
}

bool fault_is(const char* name) {
    const char* fault = std::getenv("QCA_FAULT");
    return fault != nullptr && std::strcmp(fault, name) == 0;
}

/// @return whether the call is to fail, errno set
bool goes_wrong(bool is_write) {
    const char* at = std::getenv("QCA_FAULT_AT");
    ++calls;
    if (at == nullptr || calls < std::atol(at)) return false;
    const bool is_first = calls == std::atol(at);
    if (is_first && fault_is("kill")) std::raise(SIGKILL);
    if (is_first && (fault_is("term") || fault_is("twice"))) std::raise(SIGTERM);
    if (is_first && fault_is("twice")) std::raise(SIGTERM);
    if (is_first && fault_is("usr1")) std::raise(SIGUSR1);
    if (fault_is("full") && is_write) {
        errno = ENOSPC;
        return true;
    }
    if (fault_is("denied") || fault_is("readonly")) {
        errno = fault_is("denied") ? EACCES : EROFS;
        return true;
    }
    return false;
}

void write_count() {
    const char* file = std::getenv("QCA_FAULT_COUNT");
    if (file == nullptr) return;
    if (std::FILE* out = std::fopen(file, "w")) {
        std::fprintf(out, "%ld", calls);
        std::fclose(out);
    }
}

/// The program may end either way (host/main.cpp).
const int at_end = std::atexit(write_count) + std::at_quick_exit(write_count);

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, size_t size) {
    static const auto next = real<ssize_t (*)(int, const void*, size_t)>("write");
    if (!is_watched(descriptor)) return next(descriptor, bytes, size);
    if (goes_wrong(true)) return -1;
    const char* at = std::getenv("QCA_FAULT_AT");
    if (at != nullptr && calls == std::atol(at) && fault_is("half")) {
        next(descriptor, bytes, size / 2);
        std::raise(SIGKILL);
    }
    return next(descriptor, bytes, size);
}

int fsync(int descriptor) {
    static const auto next = real<int (*)(int)>("fsync");
    return is_watched(descriptor) && goes_wrong(false) ? -1 : next(descriptor);
}

int rename(const char* from, const char* to) noexcept {
    static const auto next = real<int (*)(const char*, const char*)>("rename");
    return is_watched(to) && goes_wrong(false) ? -1 : next(from, to);
}

int mkdir(const char* path, mode_t mode) noexcept {
    static const auto next = real<int (*)(const char*, mode_t)>("mkdir");
    return is_watched(path) && goes_wrong(false) ? -1 : next(path, mode);
}

int open(const char* path, int flags, ...) {
    static const auto next = real<int (*)(const char*, int, mode_t)>("open");
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return (flags & O_CREAT) != 0 && is_watched(path) && goes_wrong(false) ? -1 : next(path, flags, mode);
}

}  // extern "C"
