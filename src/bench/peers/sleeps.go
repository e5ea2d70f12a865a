// A goroutine for each of n sleeps, and a WaitGroup for all, in each round of one process: `sleeps
// N ROUNDS`. Prints for each round the seconds and the peak so far of the resident memory in KB.
package main

import (
	"fmt"
	"os"
	"strconv"
	"sync"
	"syscall"
	"time"
)

func main() {
	n, rounds := argument(1), argument(2)
	for round := 0; round < rounds; round++ {
		seconds := gather(n)
		var usage syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
			panic(err)
		}
		fmt.Println(seconds, usage.Maxrss)
	}
}

func argument(i int) int {
	value, err := strconv.Atoi(os.Args[i])
	if err != nil {
		panic(err)
	}
	return value
}

func gather(n int) float64 {
	results := make([]int, n)
	start := time.Now()
	var group sync.WaitGroup
	for i := 0; i < n; i++ {
		group.Add(1)
		go func(i int) {
			defer group.Done()
			time.Sleep(time.Second)
			results[i] = i
		}(i)
	}
	group.Wait()
	return time.Since(start).Seconds()
}
