// A result file appears whole or not at all.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "host/error.hpp"
#include "host/store/result_file.hpp"
#include "tests/unit/store/sample_result.hpp"

namespace qca {
namespace {

namespace fs = std::filesystem;
using namespace testing_store;

/// What write_result says when it cannot write; "" when it could.
std::string refusal(const SweepResult& result, const fs::path& file) {
    try {
        write_result(result, file.string());
    } catch (const MachineError& error) {
        return error.what();
    }
    return "";
}

/// As on a full disk: no file can grow beyond a size while this lives.
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) : previous_handler_(std::signal(SIGXFSZ, SIG_IGN)) {
        getrlimit(RLIMIT_FSIZE, &previous_);
        const rlimit limit{bytes, previous_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() {
        setrlimit(RLIMIT_FSIZE, &previous_);
        std::signal(SIGXFSZ, previous_handler_);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

  private:
    void (*previous_handler_)(int);
    rlimit previous_{};
};

/// Root may write anywhere, so a test of permissions runs as nobody.
class WithoutPrivileges {
  public:
    WithoutPrivileges() : previous_(geteuid()) {
        if (previous_ == 0) changed_ = seteuid(65534) == 0;
    }
    ~WithoutPrivileges() {
        if (changed_ && seteuid(previous_) != 0) std::abort();
    }
    WithoutPrivileges(const WithoutPrivileges&) = delete;
    WithoutPrivileges& operator=(const WithoutPrivileges&) = delete;

  private:
    uid_t previous_;
    bool changed_ = false;
};

TEST(Replacing, AnOldFileGivesWayToTheNewOne) {
    const fs::path folder = fresh_folder();
    write_result(bare_result(), (folder / "result.h5").string());
    write_result(sample_result(), (folder / "result.h5").string());
    EXPECT_TRUE(equal(read_result((folder / "result.h5").string()), sample_result()));
    EXPECT_EQ(names_in(folder), std::vector<std::string>{"result.h5"});
}

TEST(Replacing, AFullDiskLeavesTheOldFile) {
    const fs::path folder = fresh_folder();
    const fs::path file = folder / "result.h5";
    write_result(bare_result(), file.string());
    const std::string before = bytes_of(file);
    for (const rlim_t bytes : {0, 500, 5000, 50000, 100000}) {
        std::string message;
        {
            const FileSizeLimit full(bytes);
            message = refusal(sample_result(), file);
        }
        EXPECT_NE(message.find("File too large"), std::string::npos) << bytes << ": " << message;
        EXPECT_NE(message.find(file.string() + ":"), std::string::npos) << message;
        EXPECT_EQ(bytes_of(file), before);
        EXPECT_EQ(names_in(folder), std::vector<std::string>{"result.h5"});
    }
    write_result(sample_result(), file.string());
    EXPECT_TRUE(equal(read_result(file.string()), sample_result()));
}

TEST(Replacing, AResultThatDoesNotFitLeavesTheOldFile) {
    const fs::path folder = fresh_folder();
    const fs::path file = folder / "result.h5";
    write_result(bare_result(), file.string());
    const std::string before = bytes_of(file);
    SweepResult twice = sample_result();
    twice.paths[1].name = twice.paths[0].name;
    EXPECT_THROW(write_result(twice, file.string()), InputError);
    EXPECT_EQ(bytes_of(file), before);
    EXPECT_EQ(names_in(folder), std::vector<std::string>{"result.h5"});
}

TEST(Replacing, AFolderIsNotReplaced) {
    const fs::path folder = fresh_folder();
    fs::create_directory(folder / "result.h5");
    EXPECT_NE(refusal(sample_result(), folder / "result.h5").find("not a regular file"), std::string::npos);
    EXPECT_TRUE(fs::is_directory(folder / "result.h5"));
    EXPECT_EQ(names_in(folder), std::vector<std::string>{"result.h5"});
}

TEST(Replacing, ALinkIsFollowed) {
    const fs::path folder = fresh_folder();
    write_result(bare_result(), (folder / "result.h5").string());
    fs::create_symlink("result.h5", folder / "latest.h5");
    write_result(sample_result(), (folder / "latest.h5").string());
    EXPECT_TRUE(fs::is_symlink(folder / "latest.h5"));
    EXPECT_TRUE(equal(read_result((folder / "result.h5").string()), sample_result()));
}

TEST(Replacing, FoldersThatCannotBeWrittenTo) {
    const fs::path folder = fresh_folder();
    const std::string missing = refusal(sample_result(), folder / "missing" / "result.h5");
    EXPECT_NE(missing.find("No such file or directory"), std::string::npos) << missing;

    fs::create_directory(folder / "closed");
    fs::permissions(folder / "closed", fs::perms::owner_read | fs::perms::owner_exec);
    std::string closed;
    {
        const WithoutPrivileges nobody;
        closed = refusal(sample_result(), folder / "closed" / "result.h5");
    }
    EXPECT_NE(closed.find("Permission denied"), std::string::npos) << closed;
    EXPECT_TRUE(names_in(folder / "closed").empty());
    fs::permissions(folder / "closed", fs::perms::owner_all);
}

}  // namespace
}  // namespace qca
