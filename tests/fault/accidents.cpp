// Whatever happens to a run, what is finished stays finished, and going on ends in the very result of a run that nothing happened to.
#include "tests/fault/accidents.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <set>

namespace qca {
namespace {

TEST_F(Accidents, KilledAtEveryCallAShardAtMostIsLost) {
    const std::string result = plain_result();
    for (const std::string fault : {"kill", "half"})
        for (long at = 1; at <= calls_; ++at) {
            SCOPED_TRACE(fault + " at call " + std::to_string(at));
            const Finished killed = faulty(fault, at);
            if (fault == "half" && killed.status == 0) {  // that call writes nothing
                clear();
                continue;
            }
            ASSERT_EQ(killed.status, -1);
            const std::size_t there = fs::exists(folder_ / "r.h5.run" / "run.json") ? shards().size() : 0;
            const std::string said = expect_resumes(result);
            EXPECT_EQ(said.find("again"), std::string::npos) << said;
            if (there > 0) expect_contains(said, std::to_string(there) + " of ");
            clear();
        }
}

TEST_F(Accidents, AFullDiskIsSaidAndThenGoneOnFrom) {
    const std::string result = plain_result();
    for (long at = 1; at <= calls_; ++at) {
        SCOPED_TRACE("from call " + std::to_string(at));
        const Finished full = faulty("full", at);
        if (full.status == 0) {  // nothing is written from there on
            clear();
            continue;
        }
        EXPECT_EQ(full.status, 3);
        expect_contains(full.err, "No space left on device");
        expect_resumes(result);
        clear();
    }
}

TEST_F(Accidents, ASmallDiskIsFull) {
    const fs::path disk = folder_ / "disk";
    const SmallDisk mounted(disk);
    if (!mounted.is_there()) GTEST_SKIP() << "no file system can be mounted here: the shim alone fills disks";
    const std::string result = plain_result();
    for (const int left : {4, 40, 80, 200}) {
        write_file(disk / "filler", std::string((2048 - left) * std::size_t{1024}, 'x'));
        const Finished full = run_in(disk, {"--keep-shards"});
        EXPECT_EQ(full.status, 3) << left << full.err;
        expect_contains(full.err, "No space left on device");
        fs::remove(disk / "filler");
        EXPECT_EQ(run_in(disk, {"--resume"}).status, 0);
        EXPECT_TRUE(read_file(disk / "r.h5") == result);
        fs::remove(disk / "r.h5");
    }
}

TEST_F(Accidents, WhatCannotBeWrittenIsSaid) {
    const std::string result = plain_result();
    for (const auto& [fault, why] : {std::pair("denied", "Permission denied"), std::pair("readonly", "Read-only file system")})
        for (const long at : {1L, 2L, calls_ / 2, calls_}) {
            SCOPED_TRACE(std::string(fault) + " from call " + std::to_string(at));
            const Finished refused = faulty(fault, at);
            EXPECT_EQ(refused.status, 3);
            expect_contains(refused.err, why);
            if (at >= calls_ / 2) expect_resumes(result);
            clear();
        }
}

TEST_F(Accidents, AReadOnlyDiskIsRefusedBeforeAnythingIsDone) {
    const fs::path disk = folder_ / "disk";
    const SmallDisk mounted(disk);
    if (!mounted.is_there()) GTEST_SKIP() << "no file system can be mounted here: the shim alone makes disks read-only";
    ASSERT_TRUE(mounted.become_read_only());
    const Finished refused = run_in(disk);
    EXPECT_EQ(refused.status, 3);
    expect_contains(refused.err, "r.h5: cannot be written (Read-only file system)");
}

TEST_F(Accidents, AFolderWithoutPermissionIsRefusedBeforeAnythingIsDone) {
    if (::geteuid() == 0) GTEST_SKIP() << "nothing is forbidden to root: the shim alone denies";
    const fs::path closed = folder_ / "closed";
    fs::create_directory(closed);
    fs::permissions(closed, fs::perms::owner_read | fs::perms::owner_exec);
    const Finished refused = run_in(closed);
    EXPECT_EQ(refused.status, 3);
    expect_contains(refused.err, "r.h5: cannot be written (Permission denied)");
    fs::permissions(closed, fs::perms::owner_all);
}

TEST_F(Accidents, ASignalEndsItAfterTheShardASecondAtOnce) {
    const std::string result = plain_result();
    const Finished stopped = faulty("term", calls_ / 2);
    EXPECT_EQ(stopped.status, 75) << stopped.err;
    expect_contains(stopped.err, "--resume goes on");
    expect_contains(run_qcasweep({"status", "r.h5"}, folder_).out, "was interrupted (signal 15)");
    expect_resumes(result);
}

TEST_F(Accidents, ASecondSignalEndsItAtOnce) {
    const std::string result = plain_result();
    const Finished ended = faulty("twice", calls_ / 2);
    EXPECT_EQ(ended.status, -1) << ended.err;
    EXPECT_FALSE(fs::exists(folder_ / "r.h5"));
    expect_contains(run_qcasweep({"status", "r.h5"}, folder_).out, "has no writer: it died");
    expect_resumes(result);
}

TEST_F(Accidents, AskedHowFarItIsItSaysSoAndGoesOn) {
    const std::string result = plain_result();
    const Finished asked = faulty("usr1", calls_ / 2, {"--keep-shards"});
    EXPECT_EQ(asked.status, 0) << asked.err;
    expect_contains(asked.err, "every finished shard is saved");
    expect_contains(read_file(folder_ / "r.h5.run" / "log-1-of-1.jsonl"), "\"event\":\"asked\"");
    EXPECT_EQ(read_file(folder_ / "r.h5") == result, true) << "the results differ";
}

TEST_F(Accidents, WhatDeadProcessesLeaveIsRemoved) {
    const std::string result = plain_result();
    const auto beside = [&] {
        std::set<std::string> names = test::names_in(folder_);
        std::erase_if(names, [](const std::string& name) { return !name.starts_with("r.h5."); });
        names.erase("r.h5.run");
        names.erase("r.h5.run.done");
        return names;
    };
    // The last call before which a result file is half written.
    std::set<std::string> left;
    for (long at = calls_; left.empty() && at > 0; --at) {
        clear();
        ASSERT_EQ(faulty("kill", at).status, -1);
        left = beside();
    }
    ASSERT_EQ(left.size(), 1u);
    expect_contains(*left.begin(), "r.h5.tmp-");
    const std::string own = left.begin()->substr(0, left.begin()->rfind('-') + 1);
    // Of a process that lives, and of one on another machine.
    const std::set<std::string> others{own + std::to_string(::getpid()), "r.h5.tmp-elsewhere-" + left.begin()->substr(own.size())};
    for (const std::string& name : others) write_file(folder_ / name, "");
    expect_resumes(result);
    EXPECT_EQ(beside(), others);
}

TEST_F(Accidents, DamagedShardsAreNamedAndEvaluatedAgain) {
    const std::string result = plain_result();
    ASSERT_EQ(run_in(folder_, {"--keep-shards"}).status, 0);
    fs::remove(folder_ / "r.h5");
    EXPECT_EQ(run_qcasweep({"verify", "r.h5.run"}, folder_).status, 0);
    for (const fs::path& shard : shards()) {
        const std::string sound = read_file(shard);
        for (std::size_t part = 0; part < 8; ++part) {
            std::string flipped = sound;
            flipped[sound.size() * part / 8] ^= 4;
            for (const std::string& damaged : {flipped, sound.substr(0, sound.size() * part / 8)}) {
                write_file(shard, damaged);
                const Finished verified = run_qcasweep({"verify", "r.h5.run"}, folder_);
                EXPECT_EQ(verified.status, 2);
                expect_contains(verified.out, shard.filename().string());
                EXPECT_EQ(run_qcasweep({"merge", "r.h5.run", "-o", "m.h5"}, folder_).status, 2);
            }
        }
        const Finished resumed = run_in(folder_, {"--resume", "--keep-shards"});
        EXPECT_EQ(resumed.status, 0) << resumed.err;
        expect_contains(resumed.err, shard.filename().string());
        expect_contains(resumed.err, "evaluated again");
        EXPECT_TRUE(read_file(folder_ / "r.h5") == result);
        EXPECT_TRUE(read_file(shard) == sound);
        fs::remove(folder_ / "r.h5");
    }
}

TEST_F(Accidents, TheJournalMayBeTornLostOrDamaged) {
    const std::string result = plain_result();
    for (const int damage : {0, 1, 2}) {
        ASSERT_EQ(faulty("kill", calls_ / 2).status, -1);
        const fs::path journal = folder_ / "r.h5.run" / "journal-1-of-1";
        std::string text = read_file(journal);
        if (damage == 0) text += "0123abcd {\"event\":\"sha";
        if (damage == 1) text = "";
        if (damage == 2) text[12] ^= 1;
        write_file(journal, text);
        const std::string said = expect_resumes(result);
        EXPECT_EQ(said.find("lines 1 are damaged") != std::string::npos, damage == 2) << said;
        clear();
    }
}

TEST_F(Accidents, OthersAreKeptOff) {
    const std::string result = plain_result();
    ASSERT_EQ(faulty("kill", calls_ / 2).status, -1);
    const fs::path lock = folder_ / "r.h5.run" / "lock-1-of-1";
    const int held = ::open(lock.c_str(), O_RDWR | O_CREAT, 0600);
    ASSERT_EQ(flock(held, LOCK_EX), 0);
    for (const std::vector<std::string>& part : {std::vector<std::string>{"--resume"}, {"--resume", "--shard", "2/2"}}) {
        const Finished second = run_in(folder_, part);
        EXPECT_EQ(second.status, 3);
        expect_contains(second.err, "is being written by process ");
    }
    expect_contains(run_qcasweep({"status", "r.h5.run"}, folder_).out, "is being written by process");
    ::close(held);
    EXPECT_EQ(run_in(folder_).status, 2) << "begun, and not asked to resume";
    write_file(folder_ / "khanal2024.csv", read_file(folder_ / "khanal2024.csv") + "\n");
    const Finished changed = run_in(folder_, {"--resume"});
    EXPECT_EQ(changed.status, 2);
    expect_contains(changed.err, "the data file has changed");
    test::write_small_study(folder_);
    write_file(folder_ / "study.toml", read_file(folder_ / "study.toml") + "\n");
    expect_contains(run_in(folder_, {"--resume"}).err, "the text of the study file has changed");
    test::write_small_study(folder_);
    expect_contains(run_in(folder_, {"--resume", "--precision", "exact"}).err, "--precision certified");
    expect_resumes(result);
}

TEST_F(Accidents, PartsAreMergedWhenAllAreThere) {
    const std::string result = plain_result();
    EXPECT_EQ(run_in(folder_, {"--shard", "1/3"}).status, 0);
    setenv("SLURM_ARRAY_TASK_ID", "12", 1);
    setenv("SLURM_ARRAY_TASK_MIN", "10", 1);
    setenv("SLURM_ARRAY_TASK_COUNT", "3", 1);
    EXPECT_EQ(run_in(folder_).status, 0) << "part 3 of 3";
    for (const char* name : {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_COUNT"}) unsetenv(name);
    const Finished gap = run_qcasweep({"merge", "r.h5.run"}, folder_);
    EXPECT_EQ(gap.status, 2);
    expect_contains(gap.err, "are missing");
    EXPECT_EQ(run_in(folder_, {"--shard", "2/3"}).status, 0);
    EXPECT_EQ(run_qcasweep({"merge", "r.h5.run"}, folder_).status, 0);
    EXPECT_TRUE(read_file(folder_ / "r.h5") == result);
}

}  // namespace
}  // namespace qca
