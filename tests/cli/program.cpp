#include "tests/cli/program.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace qca::test {

namespace fs = std::filesystem;

Finished run(const std::string& program, const std::vector<std::string>& arguments, const fs::path& folder) {
    // Files rather than pipes: nobody has to read one while the program waits to write the other.
    static int runs = 0;
    const std::string base =
        testing::TempDir() + "qcasweep_" + std::to_string(::getpid()) + "_" + std::to_string(runs++);
    const std::string out = base + ".out", err = base + ".err";

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                     0600);
    posix_spawn_file_actions_addchdir_np(&actions, folder.c_str());
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    pid_t process = 0;
    const int error = posix_spawn(&process, program.c_str(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::runtime_error(program + " cannot be started");

    int status = 0;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    Finished finished{WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(out), read_file(err)};
    fs::remove(out);
    fs::remove(err);
    return finished;
}

Finished run_qcasweep(const std::vector<std::string>& arguments, const fs::path& folder) {
    return run(QCA_PROGRAM, arguments, folder);
}

fs::path fresh_folder() {
    const testing::TestInfo* test = testing::UnitTest::GetInstance()->current_test_info();
    std::string name = std::string("cli_") + test->test_suite_name() + "." + test->name();
    std::replace(name.begin(), name.end(), '/', '_');
    const fs::path folder = testing::TempDir() + name;
    fs::remove_all(folder);
    fs::create_directories(folder);
    return fs::canonical(folder);
}

void write_file(const fs::path& file, const std::string& bytes) {
    std::ofstream stream(file, std::ios::binary);
    if (!(stream << bytes).flush()) throw std::runtime_error(file.string() + " cannot be written");
}

std::string read_file(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) throw std::runtime_error(file.string() + " cannot be read");
    return {std::istreambuf_iterator<char>(stream), {}};
}

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::logic_error("not in the text: " + from);
    return text.replace(at, from.size(), to);
}

}  // namespace qca::test
